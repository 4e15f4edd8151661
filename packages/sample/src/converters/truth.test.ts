import { describeExpressions } from '../testing/describe-converter.ts'
import { bool, even, iif, not, odd } from './truth.ts'

describeExpressions(
  'truth',
  [bool, even, iif, not, odd],
  [
    ['str(1),bool', '1'],
    ['str(true),bool', '0'],
    ['str(0),bool', '0'],
    ['str(true),not', '1'],
    ['bool(1),not', '0'],
    ['bool(1),iif(a,b)', 'a'],
    ['int(2),iif(a,b)', 'a'],
    ['str(abc),iif(a,b)', 'b'],
    ['str(1),iif(a,b)', 'a'],
    ['str(true),iif(a,b)', 'b'],
    ['str(TRUE),iif(a,b)', 'b'],
    ['str(00),iif(a,b)', 'b'],
    ['ipv4(1.2.3.4),bool', '1'],
    ['int(2),even', '1'],
    ['int(3),odd', '1'],
    ['int(-3),odd', '1'],
    ['int(0),not', '1'],
  ],
)
