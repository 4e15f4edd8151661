import { describeExpressions } from '../testing/describe-converter.ts'
import { digest, hmac, sha1, sha2 } from './digest.ts'

describeExpressions(
  'digest',
  [digest, hmac, sha1, sha2],
  [
    ['bin(610062),sha1,hex', '4A3DEC2D1F8245280855C42DB0EE4239F917FDB8'],
    ['str(abc),sha1,hex', 'A9993E364706816ABA3E25717850C26C9CD0D89D'],
    ['str(abc),sha2,hex', 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD'],
    ['str(abc),sha2(224),hex', '23097D223405D8228642A477BDA255B32AADBCE4BDA0B3F7E36C9DA7'],
    [
      'str(abc),sha2(384),hex',
      'CB00753F45A35E8BB5A03D699AC65007272C32AB0EDED1631A8B605A43FF5BED8086072BA1E7CC2358BAECA134C825A7',
    ],
    [
      'str(abc),sha2(512),hex',
      'DDAF35A193617ABACC417349AE20413112E6FA4E89A97EA20A9EEEE64B55D39A2192992A274FC1A836BA3C23A3FEEBBD454D4423643CE80E2A9AC94FA54CA49F',
    ],
    ['str(abc),sha2(123),hex', { refused: /./ }],
    ['str(abc),digest(sha256),hex', 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD'],
    ['str(abc),digest(md5),hex', '900150983CD24FB0D6963F7D28E17F72'],
    ['str(abc),digest(SHA-1),hex', 'A9993E364706816ABA3E25717850C26C9CD0D89D'],
    ['str(abc),digest(nope),hex', { refused: /./ }],
    ['str(abc),hmac(sha256,a2V5),hex', '9C196E32DC0175F86F4B1CB89289D6619DE6BEE699E4C378E68309ED97A1A6AB'],
    ['str(abc),hmac(sha256,!!),hex', { refused: /./ }],
    ['str(abc),hmac(sha256,""),hex', 'FD7ADB152C05EF80DCCF50A1FA4C05D5A3EC6DA95575FC312AE7C5D091836351'],
    ['str(abc),hmac(nope,a2V5),hex', { refused: /./ }],
    ['str(abc),hmac(sha256,txn.none),hex', null],
  ],
)
