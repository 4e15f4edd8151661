import { describeExpressions } from '../testing/describe-converter.ts'
import { urlDec, urlEnc } from './url.ts'

describeExpressions(
  'url',
  [urlDec, urlEnc],
  [
    ['str(a b/\xfc?&=+%~_-.*\'"),url_enc', { refused: /./ }],
    ['str(a b/\xfc?&=+%~_-.*),url_enc(query)', 'a%20b%2F%FC%3F%26%3D%2B%25~_-.%2A'],
    ['str(a),url_enc(foo)', { refused: /./ }],
    ['bin(00ff0a7f),url_enc', ''],
    ['str(a%20b+c?d+e),url_dec', 'a b+c?d e'],
    ['str(a%20b+c?d+e),url_dec(1)', 'a b c?d e'],
    ['str(a%20b+c?d+e),url_dec(0)', 'a b+c?d e'],
    ['str(%),url_dec', null],
    ['str(%4),url_dec', null],
    ['str(%zz),url_dec', null],
    ['str(%00a),url_dec', '\x00a'],
    ['str(%41%4),url_dec', null],
  ],
)
