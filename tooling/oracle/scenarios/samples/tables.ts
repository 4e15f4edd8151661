/** Fetches and converters over stick tables: tracked entries, looked-up entries, keys that are not there. */
import { client, command, defineScenario, fetchOnce, get, HTTP, receiveResponse } from '../../src/index.ts'
import { given, LENGTH_OF_ANSWER, sampleGroup } from '../../src/sample-answers.ts'
import type { NormaliseRule, ScenarioStep, SinceOverride } from '../../src/scenario.ts'

const MASKS: readonly NormaliseRule[] = [
  LENGTH_OF_ANSWER,
  {
    pattern: /^([^=]*(?:table_expire|table_idle)[^=]*= )<\d{4,}>/gm,
    replacement: '$1<milliseconds>',
    reason: 'depends on how long the run takes',
  },
  {
    pattern: /^([^=]*table_idle[^=]*= )<\d{1,3}>/gm,
    replacement: '$1<milliseconds>',
    reason: 'depends on how long the run takes',
  },
]

const counters = [
  ...['conn_cnt', 'conn_cur', 'conn_rate', 'sess_cnt', 'sess_rate', 'http_req_cnt', 'http_req_rate', 'http_err_cnt'],
  ...['http_err_rate', 'http_fail_cnt', 'http_fail_rate', 'gpc0_rate', 'gpc1_rate', 'kbytes_in', 'kbytes_out'],
]
const others = [
  'get_gpc0',
  'get_gpc1',
  'get_gpt0',
  'tracked',
  'trackers',
  'inc_gpc0',
  'inc_gpc1',
  'clr_gpc0',
  'clr_gpc1',
]

const tracked: readonly string[] = [
  ...[...counters, ...others].flatMap((name) => [`sc_${name}(0)`, `sc0_${name}`, `sc_${name}(1)`]),
  ...[...counters, ...others].flatMap((name) => [`sc1_${name}`, `sc2_${name}`, `sc_${name}(0,other)`]),
]
const arrays: readonly string[] = ['0', '1', '2', '9'].flatMap((index) => [
  ...['get_gpc', 'gpc_rate', 'inc_gpc', 'clr_gpc', 'get_gpt'].flatMap((name) => [
    `sc_${name}(${index},0)`,
    `sc_${name}(${index},1)`,
    `src_${name}(${index},arrays)`,
  ]),
  ...['gpc', 'gpc_rate', 'gpt'].flatMap((name) => [
    `src,table_${name}(${index},arrays)`,
    `str(10.9.9.9),table_${name}(${index},arrays)`,
  ]),
])
const bySource: readonly string[] = [
  ...[...counters, 'get_gpc0', 'get_gpc1', 'get_gpt0', 'inc_gpc0', 'inc_gpc1', 'clr_gpc0', 'clr_gpc1'].flatMap(
    (name) => [`src_${name}(main)`, `src_${name}(other)`],
  ),
  ...['src_updt_conn_cnt(main)', 'table_cnt(main)', 'table_avl(main)', 'table_cnt(other)', 'table_avl(other)'],
]
const lookups: readonly string[] = [
  ...counters.flatMap((name) => [
    `src,table_${name}(main)`,
    `str(10.9.9.9),table_${name}(main)`,
    `src,table_${name}(other)`,
  ]),
  ...['gpc0', 'gpc1', 'gpt0', 'trackers', 'server_id', 'idle', 'expire'].flatMap((name) => [
    `src,table_${name}(main)`,
    `str(nonsense),table_${name}(main)`,
    `path,table_${name}(paths)`,
  ]),
  ...['src,table_idle(none_,5)', 'src,table_expire(other,7)', 'str(10.9.9.9),table_expire(main,9)'].slice(1),
  ...['str(10.9.9.9),table_idle(main,-3)', 'src,in_table(main)', 'src,in_table(other)', 'str(10.9.9.9),in_table(main)'],
  ...['path,in_table(paths)', 'str(/none),in_table(paths)', 'int(2130706433),in_table(main)', 'str(),in_table(paths)'],
  ...[
    'int(5),in_table(numbers)',
    'str(5),in_table(numbers)',
    'str(x),in_table(numbers)',
    'bin(7f000001),in_table(main)',
  ],
  ...['ipv6(::ffff:127.0.0.1),in_table(main)', 'str(this-is-longer-than-eight),in_table(paths)'],
]
const rates: readonly string[] = ['bytes_in_rate', 'bytes_out_rate'].flatMap((name) => [
  `sc_${name}(1)`,
  `sc1_${name}`,
  `sc2_${name}`,
  `src_${name}(other)`,
  `str(10.9.9.9),table_${name}(main)`,
  `sc0_${name}(other)`,
])

const TABLES = `
backend main
    stick-table type ip size 1k expire 1h store gpc0,gpc1,gpc0_rate(1h),gpc1_rate(1h),gpt0,conn_cnt,conn_cur,conn_rate(1h),sess_cnt,sess_rate(1h),http_req_cnt,http_req_rate(1h),http_err_cnt,http_err_rate(1h),http_fail_cnt,http_fail_rate(1h),bytes_in_cnt,bytes_out_cnt,bytes_in_rate(1h),bytes_out_rate(1h),server_id
backend other
    stick-table type ip size 20 store gpc0
backend paths
    stick-table type string len 8 size 50 store gpc0,http_req_cnt,gpt0
backend numbers
    stick-table type integer size 50 store gpc0
backend arrays
    stick-table type ip size 50 store gpc(3),gpc_rate(3,1h),gpt(2)
`

const visits = (name: string): ScenarioStep[] => [
  fetchOnce(`${name} 1`, 'front', '/'),
  fetchOnce(`${name} 2`, 'front', '/missing'),
  command('set table main key 127.0.0.1 data.gpc1 41 data.gpt0 7', () => 'done'),
  command('set table paths key /set data.gpc0 5', () => 'done'),
  command('set table numbers key 5 data.gpc0 5', () => 'done'),
  fetchOnce(`${name} 3`, 'front', '/set'),
  client(`${name} 4`, 'front', get('/count'), receiveResponse(), get('/count'), receiveResponse()),
  fetchOnce(`${name} 5`, 'front', '/long/path/that/is/cut'),
  command('clear table main', () => 'done'),
  fetchOnce(`${name} 6`, 'front', '/'),
]

const LOCAL = '3.4: local answers are no bytes from the server'
const ledger: Readonly<Record<string, readonly SinceOverride[]>> = {
  tracked: [given('sc_kbytes_out(0)', '0', '*', LOCAL)],
  'tracked-more': [given('sc0_kbytes_out', '0', '*', LOCAL)],
  'by-source': [given('src_kbytes_out(main)', '0', '*', LOCAL)],
  lookups: [
    ...[2, 3, 4, 5].map((at) => given('src,table_kbytes_out(main)', '0', `lookups ${at}`, LOCAL)),
    given(
      'src,table_trackers(main)',
      '1',
      '*',
      'manual 7.3.1: the connections that track the entry; 2.6 counts the look-up itself as one',
    ),
    given(
      'path,table_trackers(paths)',
      '1',
      'lookups 3',
      'manual 7.3.1: the connections that track the entry; 2.6 counts the look-up itself as one',
    ),
  ],
}

const scenario = (name: string, expressions: readonly string[], track: string) => {
  const { rules, answer } = sampleGroup('http-request', expressions)
  return defineScenario({
    name: `samples/tables-${name}`,
    summary: `Stick tables: ${name}.`,
    config: `${HTTP}
frontend front
    bind {{front}}
    no log
${track}
    http-request sc-inc-gpc0(0) if { path /count }
    http-request track-sc2 path table paths if { path_beg /set }
${rules}
    http-request return status 404 content-type text/plain lf-file {{dir}}/answer if { path /missing }
    http-request return status 200 content-type text/plain lf-file {{dir}}/answer
${TABLES}`,
    files: { answer },
    steps: visits(name),
    normalise: MASKS,
    since: ledger[name] ?? [],
  })
}

const TRACK_MAIN = '    http-request track-sc0 src table main'

export const scenarios = [
  scenario(
    'tracked',
    tracked.filter((_, index) => index % 2 === 0),
    TRACK_MAIN,
  ),
  scenario(
    'tracked-more',
    tracked.filter((_, index) => index % 2 === 1),
    '    tcp-request connection track-sc0 src table main',
  ),
  scenario('arrays', arrays, '    http-request track-sc0 src table arrays'),
  scenario('by-source', bySource, TRACK_MAIN),
  scenario('lookups', lookups, TRACK_MAIN),
  scenario('rates', rates, TRACK_MAIN),
]
