import { describeExpressions } from '../testing/describe-converter.ts'
import { param } from './param.ts'

describeExpressions('param', [param])
