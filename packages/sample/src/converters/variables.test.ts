import { describeExpressions } from '../testing/describe-converter.ts'
import { setVar, unsetVar } from './variables.ts'

describeExpressions(
  'variables',
  [setVar, unsetVar],
  [
    ['int(1),set-var(txn.x),set-var(txn.x,ifnotexists)', null],
    ['int(1),set-var(txn.x),add(1),set-var(txn.x,iflt),concat(,txn.x)', '22'],
    ['int(1),set-var(txn.x),add(1),set-var(txn.x,ifgt)', null],
    ['str(),set-var(txn.x,ifempty),length', '0'],
    ['str(a),set-var(txn.x,ifempty)', null],
    ['str(a),set-var(xx.x)', { refused: /must start with its scope/ }],
    ['str(a),set-var(txn.x,bad)', { refused: /unknown condition 'bad'/ }],
    ['str(a),set-var(txn.x,ifset,ifset,ifset,ifset,ifset)', { refused: /at most 4/ }],
    ['var(txn.unset),unset-var(txn.x)', null],
  ],
)
