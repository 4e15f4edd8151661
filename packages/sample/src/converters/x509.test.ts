import { describeExpressions } from '../testing/describe-converter.ts'
import { x509VErrStr } from './x509.ts'

describeExpressions('x509', [x509VErrStr])
