import { describeExpressions } from '../testing/describe-converter.ts'
import { lower, upper } from './case.ts'

describeExpressions(
  'case',
  [lower, upper],
  [
    ['meth(GET),lower', 'get'],
    ['bin(ff00),lower', '\xff'],
  ],
)
