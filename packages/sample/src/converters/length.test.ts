import { describeExpressions } from '../testing/describe-converter.ts'
import { length } from './length.ts'

describeExpressions(
  'length',
  [length],
  [
    ['ipv4(1.2.3.4),length', '7'],
    ['bin(610061),length', '1'],
    ['bin(610062),length', '1'],
    ['var(txn.none,""),length', '0'],
    ['str(abc),bytes(3),length', '0'],
  ],
)
