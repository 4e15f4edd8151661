import { describeExpressions } from '../testing/describe-converter.ts'
import { b64dec, base64, ub64dec, ub64enc } from './base64.ts'

describeExpressions(
  'base64',
  [b64dec, base64, ub64dec, ub64enc],
  [
    ['str(YWJj),b64dec', 'abc'],
    ['str(YWJ),b64dec', null],
    ['str(YW==),b64dec', 'a'],
    ['str(YW=),b64dec', null],
    ['str(Y),b64dec', null],
    ['str(),b64dec', ''],
    ['str(YWJj!),b64dec', null],
    ['str(_-__),ub64dec,hex', 'FFEFFF'],
    ['str(YWJj),ub64dec', 'abc'],
    ['str(YW),ub64dec', 'a'],
    ['str(YWI),ub64dec', 'ab'],
    ['str(Y),ub64dec', null],
    ['str(),ub64dec', ''],
    ['str(a),base64', 'YQ=='],
    ['str(ab),base64', 'YWI='],
    ['str(abc),base64', 'YWJj'],
    ['str(),base64', ''],
    ['bin(fbff),base64', '+/8='],
    ['bin(fbff),ub64enc', '-_8'],
    ['str(a),ub64enc', 'YQ'],
    ['int(5),base64', 'AAAAAAAAAAU='],
  ],
)
