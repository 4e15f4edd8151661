import { describeExpressions } from '../testing/describe-converter.ts'
import { alwaysFalse, alwaysTrue, bin, bool, int, ipv4, ipv6, meth, str } from './constants.ts'

describeExpressions(
  'constants',
  [str, int, bool, bin, ipv4, ipv6, meth, alwaysTrue, alwaysFalse],
  [
    ['str()', ''],
    ['int(-9223372036854775808)', '-9223372036854775808'],
    ['int(x)', { refused: /failed to parse 'x' as type 'integer'/ }],
    ['bool(yes)', { refused: /'true', 'false', '1', '0'/ }],
    ['bin(abc)', { refused: /even number of hexadecimal digits/ }],
    ['bin()', { refused: /hexadecimal|expects/ }],
    ['ipv4(::1)', { refused: /IPv4 address/ }],
    ['ipv6(1.2.3.4)', { refused: /IPv6 address/ }],
    ['meth(PURGE)', 'PURGE'],
  ],
)
