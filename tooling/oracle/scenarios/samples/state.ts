/** Fetches of the process, of proxies, servers and connections, and converters that look at servers. */
import { command, defineScenario, fetchOnce, HTTP, identifyingServer, type SinceOverride } from '../../src/index.ts'
import { asDigits, given, LENGTH_OF_ANSWER, sampleGroup } from '../../src/sample-answers.ts'
import type { NormaliseRule } from '../../src/scenario.ts'

const masked = (names: string, kind: string, reason: string): NormaliseRule => ({
  pattern: new RegExp(`^((?:${names}) = )<[^>\\n]*>`, 'gm'),
  replacement: `$1<${kind}>`,
  reason,
})

const MASKS: readonly NormaliseRule[] = [
  LENGTH_OF_ANSWER,
  masked('date[^=]*', 'moment', 'the moment of the run'),
  masked('[a-z]+_(?:sess|req)_rate\\([^=]*', 'rate', 'depends on how long the run takes'),
  masked('hostname[^=]*', 'host', 'the machine'),
  masked('src_port|fc_src_port|bc_src_port|dst_port|fc_dst_port|bc_dst_port', 'port', 'drawn by the kernel or the run'),
  masked('rand[^=]*', 'number', 'drawn at random'),
  masked('uuid[^=]*', 'uuid', 'drawn at random'),
  masked('last_rule_line', 'line', 'belongs to the layout of the file'),
]

const servers = ['servers/s1', 'servers/s2', 'servers/s3', 's1']
const backends = ['servers', 'empty', 'drained']

const inFrontend: readonly string[] = [
  ...['always_true', 'always_false', 'stopping', 'thread', 'nbproc', 'proc', 'prio_class', 'prio_offset'],
  ...['fe_id', 'fe_name', 'fe_defbe', 'fe_client_timeout', 'so_id', 'so_name', 'fe_conn(front)', 'nbsrv(servers)'],
  ...['src', 'src_port', 'src_is_local', 'dst', 'dst_port', 'dst_is_local', 'dst_conn', 'wait_end'],
  ...['fc_src', 'fc_src_port', 'fc_src_is_local', 'fc_dst', 'fc_dst_port', 'fc_dst_is_local', 'fc_err', 'fc_err_str'],
  ...['fc_http_major', 'fc_rcvd_proxy', 'fc_pp_authority', 'fc_pp_unique_id', 'ssl_fc', 'http_first_req'],
  ...backends.flatMap((name) =>
    ['be_conn', 'be_conn_free', 'connslots', 'nbsrv', 'queue', 'avg_queue', 'be_sess_rate'].map(
      (each) => `${each}(${name})`,
    ),
  ),
  ...['fe_req_rate(front)', 'fe_sess_rate(front)', 'fe_req_rate', 'fe_sess_rate'],
]

const ofServers: readonly string[] = [
  ...servers
    .slice(0, 3)
    .flatMap((name) =>
      [
        'srv_conn',
        'srv_conn_free',
        'srv_is_up',
        'srv_queue',
        'srv_iweight',
        'srv_uweight',
        'srv_weight',
        'srv_sess_rate',
      ].map((each) => `${each}(${name})`),
    ),
  ...servers.map((name) => `str(${name}),srv_queue`),
  ...[...backends, 'none', ''].map((name) => `str(${name}),nbsrv`),
  ...[
    'int(1),nbsrv',
    'bin(6e6f),nbsrv',
    'str(servers/none),srv_queue',
    'str(),srv_queue',
    'str(/),srv_queue',
    'int(5),srv_queue',
  ],
]

const constants: readonly string[] = [
  ...['int(0)', 'int(-1)', 'int(9223372036854775807)', 'int(-9223372036854775808)', 'int(017)'],
  ...['str()', 'str(a b)', 'str("a,b")', "str('x)y')", 'str(%41)'],
  ...['bool(1)', 'bool(0)', 'bool(true)', 'bool(false)'],
  ...asDigits(
    'bin(00)',
    'bin(0a0B)',
    'bin(ff00ff)',
    'bin(61)',
    'str(a)',
    'int(258)',
    'bool(1)',
    'ipv4(1.2.3.4)',
    'ipv6(::1)',
  ),
  ...[
    'ipv4(0.0.0.0)',
    'ipv4(255.255.255.255)',
    'ipv4(10.0.0.1)',
    'ipv6(::)',
    'ipv6(::ffff:1.2.3.4)',
    'ipv6(2001:DB8::1)',
  ],
  ...['meth(GET)', 'meth(POST)', 'meth(CONNECT)', 'meth(DELETE)', 'meth(PUT)', 'meth(HEAD)'],
  ...['env(WEIR_NONE)', 'env(TZ_NONE),length'],
  ...[
    'hostname',
    'hostname,length',
    'uuid',
    'uuid(4)',
    'uuid,length',
    'rand',
    'rand(1)',
    'rand(10)',
    'rand(0)',
    'rand(1),add(1)',
  ],
  ...['date', 'date(0)', 'date(-3600)', 'date(0,ms)', 'date(0,us)', 'date_us', 'date,length,bool', 'date(0,s)'],
  ...[
    'var(txn.none)',
    'var(txn.none,abc)',
    'var(proc.none)',
    'var(proc.number)',
    'var(proc.text)',
    'var(sess.none,5)',
    'var(req.none)',
  ],
  ...['last_rule_file', 'last_rule_line', 'unique-id', 'table_cnt(table)', 'table_avl(table)', 'path,capture-req(0)'],
  ...[
    'req.hdr(host),capture-req(1)',
    'str(),capture-req(0)',
    'capture.req.hdr(0)',
    'capture.req.hdr(1)',
    'int(5),capture-req(1)',
  ],
  ...['bin(6100),capture-req(0)', 'str(0123456789abcdef),capture-req(0)', 'capture.req.hdr(0)'],
]

const inBackend: readonly string[] = [
  ...[
    'be_id',
    'be_name',
    'be_server_timeout',
    'be_tunnel_timeout',
    'cur_server_timeout',
    'cur_tunnel_timeout',
    'fe_name',
    'fe_id',
  ],
  ...['nbsrv', 'be_conn(servers)', 'queue(servers)', 'prio_class', 'prio_offset', 'src', 'dst_conn', 'method'],
]

const ofServerSide: readonly string[] = [
  ...[
    'srv_id',
    'srv_name',
    'be_id',
    'be_name',
    'bc_dst',
    'bc_dst_port',
    'bc_src',
    'bc_src_port',
    'bc_err',
    'bc_err_str',
  ],
  ...[
    'bc_http_major',
    'ssl_bc',
    'cur_server_timeout',
    'cur_tunnel_timeout',
    'status',
    'srv_conn(servers/s1)',
    'nbsrv(servers)',
  ],
  ...[
    'str(servers),nbsrv',
    'res.hdr(x-server),capture-res(0)',
    'capture.res.hdr(0)',
    'str(x),capture-res(1)',
    'capture.res.hdr(1)',
  ],
  ...['str(0123456789),capture-res(1)', 'str(),capture-res(0)', 'int(7),capture-res(1)', 'bin(00),capture-res(1)'],
]

const COMMON = `${HTTP.replace('    log global\n', '')}
backend servers
    id 30
    balance first
    fullconn 100
    server s1 {{s1}} id 11 weight 10 maxconn 5
    server s2 {{s1}} id 12 weight 20
    server s3 {{s1}} id 13 weight 30 disabled
backend empty
backend drained
    server d1 {{s1}} weight 0
backend table
    stick-table type ip size 100 store gpc0
`

const visits = (to: string) => [
  fetchOnce(`${to} 1`, to, '/first'),
  command('set server servers/s1 state drain', () => 'done'),
  fetchOnce(`${to} 2`, to, '/second'),
  command('set server servers/s2 weight 50%', () => 'done'),
  command('set server servers/s3 state ready', () => 'done'),
  fetchOnce(`${to} 3`, to, '/third'),
  command('set server servers/s1 state maint', () => 'done'),
  fetchOnce(`${to} 4`, to, '/fourth'),
  command('set server servers/s1 state ready', () => 'done'),
  command('set server servers/s2 weight 0', () => 'done'),
  fetchOnce(`${to} 5`, to, '/fifth'),
  fetchOnce(`${to} 6`, to, '/sixth'),
]

const answering = (name: string, expressions: readonly string[], more = '') => {
  const { rules, answer } = sampleGroup('http-request', expressions)
  return defineScenario({
    name: `samples/state-${name}`,
    summary: `Fetches of the state of the process, proxies and servers: ${name}.`,
    config: `${COMMON.replace('global\n', 'global\n    set-var proc.number int(7)\n    set-var proc.text str(abc)\n')}
frontend front
    bind {{front}} name listener id 9
    no log
    id 20
    declare capture request len 10
    declare capture request len 4
    unique-id-format id-%[path]
    default_backend servers
${rules}
${more}    http-request return status 200 content-type text/plain lf-file {{dir}}/answer
`,
    files: { answer },
    servers: { s1: identifyingServer('X-Server: origin') },
    steps: visits('front'),
    normalise: MASKS,
  })
}

const behind = (name: string, prefix: string, expressions: readonly string[], since: readonly SinceOverride[] = []) => {
  const { rules, answer } = sampleGroup(prefix, expressions)
  return defineScenario({
    name: `samples/state-${name}`,
    summary: `Fetches of the state of the process, proxies and servers: ${name}.`,
    config: `${COMMON.replace(
      'balance first\n',
      `balance first\n    timeout tunnel 77s\n${rules}\n    ${prefix} return status 200 content-type text/plain lf-file {{dir}}/answer\n`,
    )}
frontend front
    bind {{front}} name listener id 9
    no log
    id 20
    declare capture response len 10
    declare capture response len 4
    default_backend servers
`,
    files: { answer },
    servers: { s1: identifyingServer('X-Server: origin') },
    steps: visits('front'),
    normalise: MASKS,
    since,
  })
}

export const scenarios = [
  answering('frontend', inFrontend),
  answering('servers', ofServers),
  answering('constants', constants),
  behind('backend', 'http-request', inBackend, [
    given(
      'cur_server_timeout',
      '3000',
      '*',
      'manual 7.3.2: the timeout of the backend unless a rule sets another; 2.6 knows none before it has connected',
    ),
    given(
      'cur_tunnel_timeout',
      '77000',
      '*',
      'manual 7.3.2: the timeout of the backend unless a rule sets another; 2.6 knows none before it has connected',
    ),
  ]),
  behind('server-side', 'http-response', ofServerSide),
]
