import { describeExpressions } from '../testing/describe-converter.ts'
import { cutCrlf, ltrim, rtrim } from './trim.ts'

describeExpressions(
  'trim',
  [cutCrlf, ltrim, rtrim],
  [
    ['str(abc),cut_crlf', 'abc'],
    ['bin(61620d0a63),cut_crlf', 'ab'],
    ['bin(61620a63),cut_crlf', 'ab'],
    ['bin(0a63),cut_crlf', ''],
    ['str(  a b ),ltrim( )', 'a b '],
    ['str(  a b ),rtrim( )', '  a b'],
    ['str(xyaxy),ltrim(xy)', 'axy'],
    ['str(xyaxy),rtrim(xy)', 'xya'],
    ['str(xy),rtrim(xy)', ''],
    ['str(a),ltrim()', 'a'],
  ],
)
