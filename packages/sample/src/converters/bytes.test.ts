import { describeExpressions } from '../testing/describe-converter.ts'
import { bytes } from './bytes.ts'

describeExpressions(
  'bytes',
  [bytes],
  [
    ['str(abc),bytes(1)', 'bc'],
    ['str(abc),bytes(1,1)', 'b'],
    ['str(abc),bytes(3)', ''],
    ['str(abc),bytes(3),length', '0'],
    ['str(abc),bytes(4)', ''],
    ['str(abc),bytes(-1)', ''],
    ['str(abc),bytes(0,0)', ''],
    ['str(abc),bytes(0,9)', 'abc'],
    ['str(abc),bytes(1,-1)', 'bc'],
  ],
)
