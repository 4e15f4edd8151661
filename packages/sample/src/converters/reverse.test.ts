import { describeExpressions } from '../testing/describe-converter.ts'
import { reverse, reverseDom } from './reverse.ts'

describeExpressions('reverse', [reverse, reverseDom])
