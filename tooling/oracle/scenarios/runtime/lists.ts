/** Numbers, versions and order of what the runtime socket lists: patterns and tables. */
import { command, defineScenario, fetchOnce, HTTP, identifyingServer } from '../../src/index.ts'
import { localRepliesLogZero } from '../../src/ledger.ts'

/** HAProxy's own lists, for a client that Weir does not have; how often a file's entries are counted is its own as well. */
const listed = (answer: string): string =>
  answer
    .split('\n')
    .filter((line) => !line.includes("file 'httpclient'"))
    .map((line) => line.replace(/ entry_cnt=\d+/, ''))
    .join('\n')

const entries = (answer: string): string => answer.replace(/0x[0-9a-f]+ /g, '')
const keys = (answer: string): string[] => Array.from(answer.matchAll(/key=(\S+)/g), ([, key]) => key!)

export const scenarios = [
  defineScenario({
    name: 'runtime/numbers-of-lists',
    summary: 'Lists are numbered in the order of the configuration, used or not, empty or not; names by number work.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    acl unused path -f {{dir}}/a.acl
    acl bare ssl_fc
    acl forced path -u 77 /x
    acl found path,map({{dir}}/m.map) -m found
    http-request set-header a %[path,map({{dir}}/m.map)] if { path -f {{dir}}/a.acl /b }
    http-request deny if { path_beg /denied } || found
    default_backend be
backend be
    server s1 {{s1}} weight 10
`,
    files: { 'a.acl': '/a\n', 'm.map': '/k v\n' },
    servers: { s1: identifyingServer() },
    steps: [
      fetchOnce('c', 'fe', '/'),
      command('show acl', listed),
      command('show map', listed),
      command('add acl #5 /denied2'),
      command('show acl #5', entries),
      command('get weight be/#1'),
      command('set weight be/#1 3; get weight be/s1'),
      command('set server be/ weight 3'),
    ],
  }),
  defineScenario({
    name: 'runtime/versions-of-maps',
    summary: 'Versions that were prepared live side by side; committing one forgets those before.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    http-request return status 200 content-type text/plain lf-string %[path,map({{dir}}/m.map,none)]
`,
    files: { 'm.map': '/k old\n' },
    steps: [
      command('prepare map #0'),
      command('prepare map #0'),
      command('add map @1 #0 /k one'),
      command('add map @2 #0 /k two three'),
      command('add map @3 #0 /k three'),
      command('commit map @1 #0'),
      command('show map #0', entries),
      command('commit map @2 #0'),
      command('show map #0', entries),
      command('commit map @1 #0'),
      command('clear map'),
      command('add map nowhere'),
      fetchOnce('c', 'fe', '/k'),
    ],
    since: [localRepliesLogZero()],
  }),
  ...(
    [
      ['ip', '10.0.0.2 9.1.1.1 200.1.1.1 10.0.0.10'],
      ['integer', '5 300 65536 16777216 1'],
      ['ipv6', 'fe80::1 ::1 2001:db8::1'],
      ['string', 'b abc Z a aa'],
    ] as const
  ).map(([type, given]) =>
    defineScenario({
      name: `runtime/order-of-table-${type}`,
      summary: 'A dump lists keys by their bytes.',
      config: `${HTTP}
frontend fe
    bind {{fe}}
    http-request deny if { src_get_gpc0(st) gt 5 }
backend st
    stick-table type ${type} size 100 store gpc0
`.replace(type === 'ip' ? '#' : '    http-request deny if { src_get_gpc0(st) gt 5 }\n', ''),
      steps: [
        ...given.split(' ').map((key) => command(`set table st key ${key} data.gpc0 1`)),
        command('show table st', keys),
      ],
    }),
  ),
]
