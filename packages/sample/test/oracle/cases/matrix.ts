/** Every type cast to every other one: values of each type, handed to converters that want each type. */
import type { OracleCase } from '../haproxy.ts'

/** Values by type, as expressions. */
const values: readonly string[] = [
  ...['bool(true)', 'bool(false)', 'str(a),bool,not'],
  ...['int(0)', 'int(1)', 'int(-1)', 'int(255)', 'int(16909060)', 'int(4294967296)', 'int(-9223372036854775808)'],
  ...['int(9223372036854775807)', 'ipv4(0.0.0.0)', 'ipv4(1.2.3.4)', 'ipv4(255.255.255.255)', 'ipv6(::)', 'ipv6(::1)'],
  ...[
    'ipv6(::ffff:1.2.3.4)',
    'ipv6(2001:db8::1)',
    'ipv6(::1.2.3.4)',
    'str()',
    'str(0)',
    'str(1)',
    'str(-12)',
    'str(12x)',
  ],
  ...[
    'str(x12)',
    'str(true)',
    'str(1.2.3.4)',
    'str(1.2.3)',
    'str(::1)',
    'str(1.2.3.4/24)',
    'str(99999999999999999999)',
  ],
  ...['str(GET)', 'str(get)', 'str(\xe9)', 'str(" 7")', 'str(0x1F)', 'str(256.1.1.1)', 'bin(00)', 'bin()', 'bin(31)'],
  ...['bin(01020304)', 'bin(610062)', 'bin(ff00ff)', 'bin(00000000000000000000000000000001)', 'bin(312e322e332e34)'],
  'meth(GET)',
]

/** What wants each type, in a form that shows it. */
const wants: readonly string[] = [
  ...['not', 'iif(yes,no)', 'add(0)', 'cpl', 'ipmask(32)', 'ipmask(32,128)', 'ipmask(24,64)', 'upper', 'length'],
  ...['hex', 'sha1,hex', 'base64', 'concat(<,,>)', 'bytes(0,2),hex', 'htonl,hex', 'utime(%Y)', 'even', 'url_enc'],
]

const matches: readonly string[] = ['bool', 'int 1', 'ip 1.2.3.4', 'str GET', 'bin 01', 'len 1', 'found']

export const matrixCases: readonly OracleCase[] = values.flatMap((value): OracleCase[] => [
  ...wants.flatMap((call): OracleCase[] => [
    { expression: `${value},${call}` },
    // A variable has its value's type, which only shows when it is read.
    { expression: `var(txn.x),${call}`, setup: [`set-var(txn.x) ${value}`] },
  ]),
  ...matches.map(
    (match): OracleCase => ({
      expression: 'bool(true)',
      setup: [`set-var(txn.x) ${value}`],
      condition: `{ var(txn.x) -m ${match} }`,
    }),
  ),
  // The type that an argument wants.
  { expression: 'int(100),add(txn.x)', setup: [`set-var(txn.x) ${value}`] },
  { expression: 'str(x),concat(,txn.x)', setup: [`set-var(txn.x) ${value}`] },
  { expression: 'str(1),strcmp(txn.x)', setup: [`set-var(txn.x) ${value}`] },
  { expression: 'str(GET),secure_memcmp(txn.x)', setup: [`set-var(txn.x) ${value}`] },
])
