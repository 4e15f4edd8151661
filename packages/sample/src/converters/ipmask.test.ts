import { describeExpressions } from '../testing/describe-converter.ts'
import { ipmask } from './ipmask.ts'

describeExpressions(
  'ipmask',
  [ipmask],
  [
    ['str(1.2.3.4),ipmask(24)', '1.2.3.0'],
    ['str(::1),ipmask(24,64)', '::'],
    ['str(localhost),ipmask(24)', null],
    ['str(1.2.3),ipmask(32)', null],
    ['int(16909060),ipmask(32)', '1.2.3.4'],
    ['bin(616263),ipmask(24)', { refused: /./ }],
    ['bin(01020304),ipmask(32)', { refused: /./ }],
    ['bool(1),ipmask(32)', { refused: /./ }],
    ['str(a),ipmask(8)', null],
    ['bool(1),set-var(txn.x),ipmask(32)', null],
    ['ipv6(::ffff:1.2.3.4),ipmask(32)', '1.2.3.4'],
    ['ipv6(::ffff:1.2.3.4),ipmask(32,128)', '1.2.3.4'],
  ],
)
