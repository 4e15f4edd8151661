/** Fetches that came after 2.6, in requests, in responses, in log lines, over TLS and with stick tables. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORACLE_ROOT } from '../src/implementation.ts'
import {
  client,
  close,
  defineScenario,
  fetchOnce,
  HTTP,
  identifyingServer,
  receiveEnd,
  receiveResponse,
  scriptedServer,
  send,
  TCP,
} from '../src/index.ts'
import { type NewerRow, type NewerScenario, rowsFrom } from '../src/newer.ts'
import { sampleGroup } from '../src/sample-answers.ts'

const observed = 'HAProxy 3.5-dev5 was seen to give it'
const documented = 'manual of 3.5, 7.3'
const CERTIFICATE = readFileSync(join(ORACLE_ROOT, 'fixtures/oracle.test.pem'), 'latin1')

const groupOf = (prefix: string, rows: readonly NewerRow[]) =>
  sampleGroup(
    prefix,
    rows.map(([expression]) => expression),
  )

const inRequests: readonly NewerRow[] = rowsFrom(documented, [
  ['pid', /^[1-9]\d*$/],
  ['tgroup', /^\d+$/],
  ['cpu_usage_thr', /^(?:\d\d?|100)$/],
  ['cpu_usage_grp', /^(?:\d\d?|100)$/],
  ['cpu_usage_proc', /^(?:\d\d?|100)$/],
  ['uptime', /^\d+$/],
  ['uptime,div(1000)', '0'],
  ['quic_enabled', '0'],
  ['accept_date', /^1[0-9]{9}$/],
  ['accept_date(ms)', /^1[0-9]{12}$/],
  ['accept_date(us)', /^1[0-9]{15}$/],
  ['request_date', /^1[0-9]{9}$/],
  ['request_date(ms)', /^1[0-9]{12}$/],
  ['request_date(us)', /^1[0-9]{15}$/],
  ['act_conn', '1'],
  ['acl(always)', '1'],
  ['acl(!always)', null],
  ['acl(always,never)', null],
  ['acl(always,!never)', '1'],
  ['dump_all_vars(req)', 'req.a=5'],
  ['dump_all_vars(req,b)', ''],
  ['dump_all_vars(sess,,;)', /^sess\.(?:x=-1;sess\.y="q\\"r"|y="q\\"r";sess\.x=-1)$/],
  ['bytes_in', /^[1-9]\d*$/],
  ['req.bytes_in', /^[1-9]\d*$/],
  ['req.bytes_out', '0'],
  ['cur_client_timeout', '3000'],
  ['cur_tarpit_timeout', '3000'],
  ['fe_tarpit_timeout', '3000'],
  ['fc_err_name', ''],
  ['fc_pp_tlv(5)', null],
  ['fc_pp_tlv(ALPN)', null],
  ['fc_pp_tlv(255)', null],
  ['fc.timer.handshake', '0'],
  ['fc.timer.total', /^\d+$/],
  ['fc_nb_streams', '1'],
  ['fc_settings_streams_limit', '1'],
  ['fc_glitches', '0'],
  ['fs.id', '1'],
  ['fs.aborted', '0'],
  ['fs.rst_code', null],
  ['last_entity', ''],
  ['waiting_entity', ''],
  ['req.timer.idle', /^\d+$/],
  ['req.timer.hdr', /^\d+$/],
  ['req.timer.tq', /^\d+$/],
  ['txn.timer.total', /^\d+$/],
  ['txn.timer.user', /^\d+$/],
  ['txn.id32', /^\d+$/],
  ['txn.sess_term_state', '--'],
  ['req.cook_names', 'a,b,a'],
  ['req.cook_names(;)', 'a;b;a'],
  ['req.cook_names(<>)', 'a<b<a'],
  ['query', 'x=1'],
  ['query(with_qm)', '?x=1'],
  ['urlp(X,,i)', '1'],
  ['urlp(X)', null],
  ['uuid(7),length', '36'],
  ['uuid(7),field(3,-),bytes(0,1)', '7'],
  ['hdr_ip(x-address)', '2001:db8::1'],
  ['ssl_fc_curve', null],
  ['ssl_fc_crtname', null],
  ['ssl_fc_early_rcvd', null],
])

const inBackends: readonly NewerRow[] = rowsFrom(documented, [
  ['be_connect_timeout', '4000'],
  ['be_queue_timeout', '5000'],
  ['be_tarpit_timeout', '6000'],
  ['be_max_retries', '7'],
  ['cur_connect_timeout', '4000'],
  ['cur_queue_timeout', '5000'],
  ['cur_max_retries', '7'],
])

const inResponses: readonly NewerRow[] = rowsFrom(documented, [
  ['bc_be_queue', '0'],
  ['bc_srv_queue', '0'],
  ['bc.timer.connect', /^\d+$/],
  ['bc_reused', '0'],
  ['bc_err_name', ''],
  ['bc_rtt', /^\d+$/],
  ['bc_rtt(us)', /^[1-9]\d*$/],
  ['bc_rttvar(ms)', /^\d+$/],
  ['bc_nb_streams', '1'],
  ['bc_settings_streams_limit', '1'],
  ['bc_glitches', '0'],
  ['bs.id', '1'],
  ['bs.aborted', '0'],
  ['bs.rst_code', null],
  ['req.timer.queue', /^\d+$/],
  ['res.timer.hdr', /^\d+$/],
  ['req.bytes_out', /^[1-9]\d*$/],
  ['bytes_out', /^[1-9]\d*$/],
  ['res.bytes_in', /^[1-9]\d*$/],
  ['res.bytes_out', /^\d+$/],
  ['server_status', '200'],
  ['txn.status', '200'],
  ['txn.conn_retries', '0'],
  ['txn.redispatched', '0'],
  ['res.cook_names', 'k,m'],
  ['res.cook_names(;)', 'k;m'],
  ['ssl_bc_curve', null],
  ['ssl_bc_sni', null],
])

/** Fetches that may stand in a log line, with the alias that has to print the same there. */
const aliases: Readonly<Record<string, string>> = {
  'fc.timer.handshake': '%Th',
  'req.timer.queue': '%Tw',
  'bc.timer.connect': '%Tc',
  'res.timer.data': '%Td',
  'txn.timer.total': '%Ta',
  'txn.timer.user': '%Tu',
  'fc.timer.total': '%Tt',
  'txn.status': '%ST',
  'txn.id32': '%rt',
  'txn.sess_term_state': '%ts',
  'req.bytes_in': '%U',
  'res.bytes_in': '%B',
  act_conn: '%ac',
  pid: '%pid',
  accept_date: '%Ts',
  'accept_date(ms),ms_ltime("%d/%b/%Y:%H:%M:%S.%3N")': '%t',
  'accept_date,utime("%d/%b/%Y:%H:%M:%S +0000")': '%T',
  'accept_date,ltime("%d/%b/%Y:%H:%M:%S %z")': '%Tl',
  'request_date(ms),ms_ltime("%d/%b/%Y:%H:%M:%S.%3N")': '%tr',
  'request_date,utime("%d/%b/%Y:%H:%M:%S +0000")': '%trg',
  'request_date,ltime("%d/%b/%Y:%H:%M:%S %z")': '%trl',
  'txn.conn_retries': '%rc',
  bc_be_queue: '%bq',
  bc_srv_queue: '%sq',
  // These may not stand in a log line, and are kept in variables.
  'var(txn.idle)': '%Ti',
  'var(txn.head)': '%TR',
  'var(txn.received)': '%Tq',
  'var(txn.answered)': '%Tr',
}

const inLogs: readonly NewerRow[] = [
  ...rowsFrom(documented, [
    ['res.timer.data', /^\d+$/],
    ['bytes_out', /^[1-9]\d*$/],
    ['res.bytes_out', /^[1-9]\d*$/],
    ['req.bytes_out', /^[1-9]\d*$/],
    ['txn.sess_term_state', '--'],
    ['last_entity', '-'],
  ]),
  ...rowsFrom(observed, [['%OG', 'txn_close']]),
]

const asAliases: readonly NewerRow[] = rowsFrom(
  'manual of 3.5, 8.2.6: the alias is the fetch',
  Object.values(aliases).map((alias, at) => [`${alias} ${at}`, /^(.+) \1$/]),
)

const overTls: readonly NewerRow[] = rowsFrom(documented, [
  ['ssl_fc_curve', 'X25519'],
  ['ssl_fc_early_rcvd', '0'],
  ['ssl_fc_crtname', /\/c\.pem$/],
  ['ssl_fc_sigalgs_bin,hex', /^(?:[0-9A-F]{4})+$/],
  ['ssl_fc_sigalgs_bin(1),hex', /^(?:[0-9A-F]{4})+$/],
  ['ssl_fc_supported_versions_bin,hex', '03040303'],
  ['ssl_fc_supported_versions_bin(1),hex', '03040303'],
  ['ssl_c_san', 'DNS:oracle.test, DNS:*.oracle.test'],
  ['ssl_c_r_dn', '/CN=oracle.test'],
  ['ssl_c_r_dn(CN)', 'oracle.test'],
  ['ssl_c_policies', null],
  ['ssl_c_policies(1.2.3)', null],
])

const toTls: readonly NewerRow[] = rowsFrom(documented, [
  ['ssl_bc_curve', 'X25519'],
  ['ssl_bc_sni', 'srv.example'],
  ['ssl_bc_client_handshake_traffic_secret,length', '96'],
  ['ssl_bc_server_handshake_traffic_secret,length', '96'],
  ['ssl_bc_client_traffic_secret_0,length', '96'],
  ['ssl_bc_server_traffic_secret_0,length', '96'],
  ['ssl_bc_exporter_secret,length', '96'],
  ['ssl_bc_client_early_traffic_secret', null],
  ['ssl_bc_early_exporter_secret', null],
])

const tracked = (index: number): readonly NewerRow[] => [
  ...rowsFrom(documented, [
    [`sc_key(${index})`, index === 2 ? null : ['127.0.0.1', 'key'][index]!],
    [`sc${index}_key`, index === 2 ? null : ['127.0.0.1', 'key'][index]!],
    [`sc_glitch_cnt(${index})`, index === 2 ? null : '0'],
    [`sc_glitch_rate(${index})`, index === 2 ? null : '0'],
    [`sc${index}_glitch_cnt`, index === 2 ? null : '0'],
    [`sc${index}_glitch_rate`, index === 2 ? null : '0'],
  ]),
]

const inTables: readonly NewerRow[] = [
  ...[0, 1, 2].flatMap(tracked),
  ...rowsFrom(documented, [
    ['src_glitch_cnt(addresses)', '0'],
    ['src_glitch_rate(addresses)', '0'],
    ['src_glitch_cnt(empty)', '0'],
    ['src,table_glitch_cnt(addresses)', '0'],
    ['src,table_glitch_rate(addresses)', '0'],
    ['str(new),table_glitch_cnt(keys)', '0'],
    ['str(new),table_inc_gpc(1,keys)', '1'],
    ['str(new),table_inc_gpc(1,keys),add(0)', '2'],
    ['str(new),table_gpc(1,keys)', '2'],
    ['str(new),table_clr_gpc(1,keys)', '2'],
    ['str(new),table_clr_gpc(1,keys),add(0)', '0'],
    ['str(new),table_inc_gpc0(keys)', '1'],
    ['str(new),table_clr_gpc0(keys)', '1'],
    ['str(new),table_inc_gpc1(keys)', '1'],
    ['str(new),table_clr_gpc1(keys)', '1'],
    ['str(other),table_clr_gpc1(keys)', '0'],
  ]),
  ...rowsFrom("as 'sc_inc_gpc' has it, which 2.6 has", [['str(other),table_inc_gpc(9,keys)', '0']]),
]

/** A ClientHello with two ciphers, signature algorithms, groups, and a key share for each of two groups (RFC 8446 §4.1.2). */
const HELLO = (() => {
  const u16 = (value: number): string => String.fromCharCode(value >> 8, value & 255)
  const block16 = (text: string): string => u16(text.length) + text
  const extension = (type: number, body: string): string => u16(type) + block16(body)
  const share = (group: number): string => u16(group) + block16('key')
  const extensions =
    extension(13, block16(u16(0x0403) + u16(0x0804))) +
    extension(10, block16(u16(0x001d) + u16(0x0017))) +
    extension(51, block16(share(0x001d) + share(0x0017)))
  const body = `${u16(0x0303)}${'r'.repeat(32)}\0${block16(u16(0x1301) + u16(0xc02f))}\x01\0${block16(extensions)}`
  const message = `\x01\0${u16(body.length)}${body}`
  return `\x16${u16(0x0301)}${block16(message)}`
})()

const ofHello: readonly NewerRow[] = rowsFrom('RFC 8446 §4.2 and the manual of 3.5, 7.3.5', [
  ['req.ssl_cipherlist,hex', '1301C02F'],
  ['req.ssl_sigalgs,hex', '04030804'],
  ['req.ssl_supported_groups,hex', '001D0017'],
  ['req.ssl_keyshare_groups,hex', '001D0017'],
])

const requests = groupOf('http-request', inRequests)
const backends = groupOf('http-request', inBackends)
const responses = groupOf('http-response', inResponses)
const tables = groupOf('http-request', inTables)
const tlsClient = groupOf('http-request', overTls)
const tlsServer = groupOf('http-response', toTls)
const ANSWER = 'return status 200 content-type text/plain lf-file {{dir}}/answer'

const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`
const logLine = [
  ...inLogs.map(
    ([expression]) =>
      `${expression.replace('%', '%%')} = <${expression.startsWith('%') ? expression : `%[${expression}]`}>`,
  ),
  ...Object.entries(aliases).map(([fetch, alias], at) => `${alias.replace('%', '%%')} ${at} = <%[${fetch}] ${alias}>`),
].join('|')

export const newer: readonly NewerScenario[] = [
  {
    scenario: defineScenario({
      name: 'newer/fetches-in-requests',
      summary: 'Fetches that came after 2.6: in requests.',
      config: `${HTTP}
frontend front
    bind {{front}}
    no log
    timeout tarpit 3s
    acl always always_true
    acl never always_false
    http-request set-var(req.a) int(5)
    http-request set-var(sess.x) int(-1)
    http-request set-var(sess.y) str('q\\"r')
${requests.rules}
    http-request ${ANSWER}
`,
      files: { answer: requests.answer },
      steps: [fetchOnce('answer', 'front', '/?x=1', 'Cookie: a=1; b=2', 'Cookie: a=3', 'X-Address: 2001:db8::1')],
    }),
    rows: { answer: inRequests },
  },
  {
    scenario: defineScenario({
      name: 'newer/fetches-in-backends',
      summary: 'Fetches that came after 2.6: in rules of a backend.',
      config: `${HTTP}
frontend front
    bind {{front}}
    no log
    default_backend back
backend back
    timeout connect 4s
    timeout queue 5s
    timeout tarpit 6s
    retries 7
${backends.rules}
    http-request ${ANSWER}
`,
      files: { answer: backends.answer },
      steps: [fetchOnce('answer', 'front', '/')],
    }),
    rows: { answer: inBackends },
  },
  {
    scenario: defineScenario({
      name: 'newer/fetches-in-responses',
      summary: 'Fetches that came after 2.6: in responses.',
      config: `${HTTP}
frontend front
    bind {{front}}
    no log
    default_backend back
backend back
${responses.rules}
    http-response ${ANSWER}
    server s1 {{s1}}
`,
      files: { answer: responses.answer },
      servers: { s1: identifyingServer('Set-Cookie: k=v; path=/', 'Set-Cookie: m=n') },
      steps: [fetchOnce('answer', 'front', '/')],
    }),
    rows: { answer: inResponses },
  },
  {
    scenario: defineScenario({
      name: 'newer/fetches-in-logs',
      summary: 'Fetches and aliases that came after 2.6: in log lines.',
      config: `${HTTP.replace('    option httplog\n', '').replace('{{log}} local0', '{{log}} len 4096 format raw local0')}
frontend front
    bind {{front}}
    log-format ${quoted(logLine)}
    http-request set-var(txn.idle) req.timer.idle
    http-request set-var(txn.head) req.timer.hdr
    http-request set-var(txn.received) req.timer.tq
    http-response set-var(txn.answered) res.timer.hdr
    default_backend back
backend back
    server s1 {{s1}}
`,
      servers: { s1: identifyingServer() },
      steps: [fetchOnce('plain', 'front', '/')],
    }),
    rows: { log: [...inLogs, ...asAliases] },
  },
  {
    scenario: defineScenario({
      name: 'newer/fetches-of-tls-clients',
      summary: 'Fetches that came after 2.6: of the TLS connection of a client.',
      config: `${HTTP.replace('global\n', 'global\n    tune.ssl.capture-buffer-size 2000\n')}
listen plain
    bind {{plain}}
    no log
    server s1 {{tls}} ssl verify none crt {{dir}}/c.pem
frontend tls
    bind {{tls}} ssl crt {{dir}}/c.pem curves X25519 verify optional ca-file {{dir}}/c.pem
    no log
${tlsClient.rules}
    http-request ${ANSWER}
`,
      files: { 'c.pem': CERTIFICATE, answer: tlsClient.answer },
      steps: [fetchOnce('answer', 'plain', '/')],
    }),
    rows: { answer: overTls },
  },
  {
    scenario: defineScenario({
      name: 'newer/fetches-of-tls-servers',
      summary: 'Fetches that came after 2.6: of the TLS connection to a server.',
      config: `${HTTP.replace('global\n', 'global\n    tune.ssl.keylog on\n')}
listen plain
    bind {{plain}}
    no log
${tlsServer.rules}
    http-response ${ANSWER}
    server s1 {{tls}} ssl verify none sni str(srv.example)
frontend tls
    bind {{tls}} ssl crt {{dir}}/c.pem curves X25519
    no log
    http-request return status 200
`,
      files: { 'c.pem': CERTIFICATE, answer: tlsServer.answer },
      steps: [fetchOnce('answer', 'plain', '/')],
    }),
    rows: { answer: toTls },
  },
  {
    scenario: defineScenario({
      name: 'newer/fetches-of-hellos',
      summary: 'Fetches that came after 2.6: of a ClientHello in the buffer.',
      config: `${TCP.replace('    option tcplog\n', '').replace('{{log}} local0', '{{log}} len 4096 format raw local0')}
frontend front
    bind {{front}}
    log-format ${quoted(ofHello.map(([expression], at) => `${expression} = <%[var(sess.s${at})]>`).join('|'))}
    tcp-request inspect-delay 3s
${ofHello.map(([expression], at) => `    tcp-request content set-var(sess.s${at}) ${expression} if { req.ssl_hello_type 1 }`).join('\n')}
    tcp-request content accept if { req.ssl_hello_type 1 }
    default_backend back
backend back
    server s1 {{s1}}
`,
      servers: { s1: scriptedServer([close()]) },
      steps: [client('hello', 'front', send(HELLO), receiveEnd())],
    }),
    rows: { log: ofHello },
  },
  {
    scenario: defineScenario({
      name: 'newer/fetches-of-tables',
      summary: 'Fetches and converters that came after 2.6: of stick tables.',
      config: `${HTTP}
frontend front
    bind {{front}}
    no log
    http-request track-sc0 src table addresses
    http-request track-sc1 str(key) table keys
${tables.rules}
    http-request ${ANSWER}
backend addresses
    stick-table type ip size 10 store glitch_cnt,glitch_rate(10s),gpc0
backend empty
    stick-table type ip size 10 store glitch_cnt
backend keys
    stick-table type string len 10 size 10 store glitch_cnt,glitch_rate(10s),gpc(2)
`,
      files: { answer: tables.answer },
      steps: [fetchOnce('answer', 'front', '/')],
    }),
    rows: { answer: inTables },
  },
  {
    scenario: defineScenario({
      name: 'newer/fetches-of-proxy-headers',
      summary: 'Fetches that came after 2.6: of fields of the PROXY protocol.',
      config: `${HTTP}
frontend front
    bind {{front}} accept-proxy
    no log
${groupOf('http-request', proxyRows()).rules}
    http-request ${ANSWER}
`,
      files: { answer: groupOf('http-request', proxyRows()).answer },
      steps: [client('answer', 'front', send(proxyHeader(), 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'), receiveResponse())],
    }),
    rows: { answer: proxyRows() },
  },
]

function proxyRows(): readonly NewerRow[] {
  return rowsFrom('proxy-protocol.txt §2.2 and the manual of 3.5, 7.3.3', [
    ['fc_pp_tlv(1),hex', '6832'],
    ['fc_pp_tlv(ALPN)', 'h2'],
    ['fc_pp_tlv(AUTHORITY)', 'a.test'],
    ['fc_pp_tlv(2)', 'a.test'],
    ['fc_pp_tlv(224)', ''],
    ['fc_pp_tlv(225),hex', '00FF'],
    ['fc_pp_tlv(NOOP)', null],
  ])
}

/** Version 2 with fields ALPN, AUTHORITY, an empty one and one of bytes. */
function proxyHeader(): string {
  const field = (type: number, value: string): string => String.fromCharCode(type, 0, value.length) + value
  const fields = field(1, 'h2') + field(2, 'a.test') + field(224, '') + field(225, '\x00\xff')
  const body = `\x0a\x00\x00\x01\x0a\x00\x00\x02\x04\x01\x00\x50${fields}`
  return `\r\n\r\n\x00\r\nQUIT\n\x21\x11${String.fromCharCode(0, body.length)}${body}`
}
