import { describeExpressions } from '../testing/describe-converter.ts'
import { addItem, concat } from './concat.ts'

describeExpressions(
  'concat',
  [addItem, concat],
  [
    ['bin(610062),concat(x)', 'ax'],
    ['int(5),concat(x)', '5x'],
    ['str(a),concat(b,,c)', 'abc'],
    ['str(a),concat()', 'a'],
    ['str(a),concat', 'a'],
    ['str(a),concat(b)', 'ab'],
    ['str(a),add_item(",",txn.x)', 'a'],
    ['str(a),add_item(",",,s)', 'a,s'],
    ['str(),add_item(",",,s)', 's'],
    ['str(a),add_item(",")', { refused: /./ }],
    ['str(a),add_item(",",txn.none,s)', 'a,s'],
    ['str(a),add_item(",",txn.none)', 'a'],
    ['str(a),set-var(txn.x),concat(txn.x,txn.x,b)', 'atxn.xab'],
    ['str(a),set-var(txn.x),concat(,txn.x,b)', 'aab'],
    ['str(a),set-var(txn.x,ifexists),concat(,txn.x,b)', null],
    ['str(a),set-var(txn.x,ifnotexists),concat(,txn.x,b)', 'aab'],
  ],
)
