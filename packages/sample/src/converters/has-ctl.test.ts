import { describeExpressions } from '../testing/describe-converter.ts'
import { hasCtl } from './has-ctl.ts'

describeExpressions('has-ctl', [hasCtl])
