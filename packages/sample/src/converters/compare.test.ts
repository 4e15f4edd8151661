import { describeExpressions } from '../testing/describe-converter.ts'
import { secureMemcmp, strcmp } from './compare.ts'

describeExpressions(
  'compare',
  [secureMemcmp, strcmp],
  [
    ['str(b),strcmp(txn.x)', null],
    ['str(abc),secure_memcmp(txn.none)', null],
  ],
)
