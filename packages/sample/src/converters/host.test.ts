import { describeExpressions } from '../testing/describe-converter.ts'
import { hostOnly, portOnly } from './host.ts'

describeExpressions(
  'host',
  [hostOnly, portOnly],
  [
    ['str(example.com:80),host_only', 'example.com'],
    ['str(EXAMPLE.com),host_only', 'example.com'],
    ['str([::1]:80),host_only', '[::1]'],
    ['str([::1]),host_only', '[::1]'],
    ['str(::1),host_only', ':'],
    ['str(a:b:80),host_only', 'a:b'],
    ['str(),host_only', ''],
    ['str(example.com:80),port_only', '80'],
    ['str(example.com),port_only', '0'],
    ['str([::1]:81),port_only', '81'],
    ['str([::1]),port_only', '0'],
    ['str(::1),port_only', '1'],
    ['str(a:b),port_only', '50'],
    ['str(a:),port_only', '0'],
    ['str(a:99999),port_only', '99999'],
    ['str([::1),host_only', '[:'],
    ['str([::1]x),host_only', '[::1]x'],
    ['str(a:80x),port_only', '872'],
  ],
)
