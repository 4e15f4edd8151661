import { describeExpressions } from '../testing/describe-converter.ts'
import { variable } from './var.ts'

describeExpressions(
  'var',
  [variable],
  [
    ['int(5),set-var(sess.x),concat(,sess.x)', '55'],
    ['var(txn.unset,)', ''],
    ['var(res.x)', null],
    ['var(ptxn.x)', null],
    ['var(txn.a-b)', { refused: /invalid syntax at char '-b'/ }],
    ['var(x)', { refused: /must start with its scope/ }],
  ],
)
