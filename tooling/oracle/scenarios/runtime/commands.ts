/** The runtime socket: what tools read from it and what operators tell it. */
import {
  ANYTHING,
  client,
  command,
  csvColumns,
  csvHeader,
  defineScenario,
  fetchOnce,
  fieldNames,
  fields,
  firstLine,
  HTTP,
  identifyingServer,
  lines,
  listenFor,
  mentions,
  receiveRequest,
  receiveText,
  scriptedServer,
  send,
} from '../../src/index.ts'
import { earlyErrorsInLowerCase, localRepliesLogZero } from '../../src/ledger.ts'

/** HAProxy's own flags and states are nobody else's, and buffers are of other sizes. */
const withoutFlags = (answer: string): string =>
  answer
    .replace(/\n {2}H1 .*/g, '')
    .replace(/(error at position \d+) :$/gm, '$1')
    .replace(/\d+ free/g, '<n> free')
    .replace(/wraps at \d+/g, 'wraps at <n>')

/** Address, states, weights and port of each server. */
const stateColumns = (answer: string): string =>
  answer
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.split(' '))
    .map((fields) => [...fields.slice(3, 9), fields[18]].join(' '))
    .join('\n')

const savedState = (name: string, state: string, address = '127.0.0.1', port = 1) =>
  `3 states 1 ${name} ${address} ${state} 100 6 3 4 6 0 0 0 - ${port} - 0 0 - - 0`
const savedStates = [
  '1',
  '# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port',
  savedState('plain', '2 0 5 10'),
  savedState('maint', '0 1 10 10'),
  savedState('drain', '2 8 10 10'),
  savedState('down', '0 0 1 1'),
  savedState('up', '2 0 1 1'),
  savedState('moved', '2 0 1 1', '127.0.0.9'),
  savedState('reweighed', '2 0 5 10'),
  savedState('disabled', '2 0 1 1'),
  savedState('enabled', '0 5 1 1'),
  savedState('port', '2 0 1 1', '127.0.0.1', 99),
  savedState('unchecked', '0 0 1 1'),
  savedState('odd', '9 0 1 1'),
  savedState('gone', '2 0 1 1'),
  '9 none 1 gone 127.0.0.1 2 0 1 1 100 6 3 2 6 0 0 0 - 1 - 0 0 - - 0',
  '',
].join('\n')

const faultyRequests = [
  'G@T / HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: h\r\n\rX\r\n',
  'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n',
  'GET / HTTP/1.1\r\nHost: h\r\nBad Header: x\r\n\r\nmore',
]

const CONFIG = `${HTTP}
frontend fe
    bind {{fe}}
    http-request deny if { path /denied }
    default_backend be
backend be
    server s1 {{s1}} weight 10
    server s2 {{s2}} weight 20 backup
    server s3 {{s3}} disabled
`
const servers = { s1: identifyingServer(), s2: identifyingServer(), s3: identifyingServer() }

export const scenarios = [
  defineScenario({
    name: 'runtime/show-info',
    summary: 'The names of show info, and the values that do not vary.',
    config: `${CONFIG}`.replace('nbthread 1', 'nbthread 1\n    node here\n    description what it is\n    maxconn 123'),
    servers,
    steps: [
      fetchOnce('c', 'fe', '/'),
      command('show info', fieldNames),
      command(
        'show info',
        fields(
          'Nbthread',
          'Nbproc',
          'Process_num',
          'Maxconn',
          'Hard_maxconn',
          'node',
          'description',
          'Stopping',
          'Unstoppable_Jobs',
          'Listeners',
          'Maxpipes',
          'ConnRate',
          'SessRateLimit',
        ),
      ),
    ],
    normalise: [{ pattern: /^ConnRate: \d+$/m, replacement: 'ConnRate: <n>', reason: 'depends on the second' }],
    since: [
      {
        at: 'answers.0.answer',
        change: (names) => [
          ...(names as string[]).map((name) => (name === 'TotalSplicdedBytesOut' ? 'TotalSplicedBytesOut' : name)),
          'TotalWarnings',
          'MaxconnReached',
          'BootTime_ms',
          'Niced_tasks',
          'CurrStreams',
          'CumStreams',
          'BlockedTrafficWarnings',
          'PatternsAdded',
          'PatternsFreed',
          'NbThreadGroups',
        ],
        reason: '2.8 to 3.4: fields added at the end, one name corrected',
      },
    ],
  }),
  defineScenario({
    name: 'runtime/show-stat',
    summary: 'The header of show stat, and the counters after some traffic.',
    config: CONFIG,
    servers,
    steps: [
      fetchOnce('ok-1', 'fe', '/'),
      fetchOnce('ok-2', 'fe', '/'),
      fetchOnce('denied', 'fe', '/denied'),
      client('bad', 'fe', send('bad\r\n\r\n'), listenFor(100)),
      command('show stat', csvHeader(100)),
      command(
        'show stat',
        csvColumns('pxname', 'svname', 'status', 'weight', 'act', 'bck', 'pid', 'iid', 'sid', 'type', 'mode', 'algo'),
      ),
      command(
        'show stat',
        csvColumns('pxname', 'svname', 'scur', 'smax', 'stot', 'bin', 'lbtot', 'req_tot', 'conn_tot'),
      ),
      command(
        'show stat',
        csvColumns(
          'pxname',
          'svname',
          'dreq',
          'dresp',
          'ereq',
          'econ',
          'eresp',
          'wretr',
          'wredis',
          'hrsp_2xx',
          'hrsp_4xx',
          'hrsp_5xx',
        ),
      ),
      command('show stat 3 4 -1', csvColumns('pxname', 'svname')),
      command('show stat be 2 -1', csvColumns('pxname', 'svname')),
    ],
    since: [earlyErrorsInLowerCase('bad'), localRepliesLogZero()],
  }),
  defineScenario({
    name: 'runtime/show-state',
    summary: 'show servers state, show servers conn, show backend, and the like.',
    config: CONFIG,
    servers,
    steps: [
      command('show servers state', lines),
      command('show servers state be', lines),
      command('show servers state nope', lines),
      command('show backend', lines),
      command('show cli level', lines),
      command('show version', mentions('.')),
      command('show errors', firstLine),
    ],
    normalise: [
      {
        pattern: /^(\d+ be \d+ s\d \S+ \d+ \d+ \d+ \d+) \d+ /gm,
        replacement: '$1 <seconds> ',
        reason: 'time since the last change',
      },
      { pattern: /\[.*?\]/, replacement: '[<date>]', reason: 'the moment of the run' },
    ],
  }),
  ...(['global', 'local'] as const).map((source) =>
    defineScenario({
      name: `runtime/state-file-${source}`,
      summary: `Servers that start in the states of a file: ${source}.`,
      config: `${HTTP.replace('nbthread 1', `nbthread 1\n    ${source === 'global' ? 'server-state-file {{dir}}/states' : 'server-state-base {{dir}}'}`)}    load-server-state-from-file ${source}
frontend fe
    bind {{fe}}
    default_backend states
backend states
    server plain 127.0.0.1:1 weight 10
    server maint 127.0.0.1:1 weight 10
    server drain 127.0.0.1:1 weight 10
    server down 127.0.0.1:1 check inter 60s
    server up 127.0.0.1:1 check inter 60s
    server moved 127.0.0.1:1
    server reweighed 127.0.0.1:1 weight 20
    server disabled 127.0.0.1:1 disabled
    server enabled 127.0.0.1:1
    server port 127.0.0.1:1
    server unchecked 127.0.0.1:1
    server odd 127.0.0.1:1
    server missing 127.0.0.1:1
`,
      files: { states: savedStates },
      servers: {},
      steps: [
        command('show stat', csvColumns('pxname', 'svname', 'status', 'weight')),
        command('show servers state', stateColumns),
      ],
    }),
  ),
  defineScenario({
    name: 'runtime/show-errors',
    summary: 'Requests and responses that break the protocol, as they are shown afterwards.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    default_backend be
listen li
    bind {{li}}
    server s3 {{s3}}
backend be
    server s1 {{s1}}
`,
    servers: {
      s1: scriptedServer([receiveRequest(), send('HTTP/1.1 200 OK\r\nBad Header: z\r\nContent-Length: 2\r\n\r\nok')]),
      s3: scriptedServer([receiveRequest(), send('nonsense\r\n\r\n')]),
    },
    steps: [
      command('show errors', withoutFlags),
      ...faultyRequests.map((text, at) => client(`fe-${at}`, 'fe', send(text), listenFor(300))),
      command('show errors', withoutFlags),
      fetchOnce('be', 'fe', '/'),
      fetchOnce('li', 'li', '/'),
      client('li-request', 'li', send(`GET /${'a'.repeat(200)}\x01\x02\\\x1b HTTP/1.1\r\n\r\n`), listenFor(300)),
      ...['', ' fe', ' be response', ' li', ' li request', ' li response', ' fe response', ' -1 request', ' nope'].map(
        (filter) => command(`show errors${filter}`, withoutFlags),
      ),
    ],
    since: [earlyErrorsInLowerCase()],
    normalise: [
      { pattern: /\[\d\d\/.*?\]/g, replacement: '[<date>]', reason: 'the moment of the run' },
      { pattern: /src 127\.0\.0\.1:\d+/g, replacement: 'src 127.0.0.1:<port>', reason: 'the port of the client' },
      { pattern: / 502 \d+ - - PH-- /, replacement: ' 502 <bytes> - - PH-- ', reason: 'see REPLACED_ANSWER_BYTES' },
    ],
  }),
  defineScenario({
    name: 'runtime/servers',
    summary: 'Commands that change servers, their effect on traffic, and their complaints.',
    config: CONFIG,
    servers,
    steps: [
      command('get weight be/s1'),
      command('set weight be/s1 50%'),
      command('get weight be/s1'),
      command('set weight be/s1 300'),
      command('set weight be/nope 1'),
      command('set server be/s1 state drain'),
      fetchOnce('drained', 'fe', '/1'),
      command('show stat', csvColumns('pxname', 'svname', 'status', 'weight')),
      command('set server be/s1 state ready'),
      fetchOnce('ready', 'fe', '/2'),
      command('disable server be/s1'),
      fetchOnce('disabled', 'fe', '/3'),
      command('show stat', csvColumns('pxname', 'svname', 'status', 'weight')),
      command('enable server be/s1'),
      fetchOnce('enabled', 'fe', '/4'),
      command('set server be/s3 state ready'),
      command('set server be/s3 weight 5'),
      command('set server be/s1 state maint; set server be/s3 addr 127.0.0.1 port {{s2.port}}'),
      fetchOnce('moved', 'fe', '/5'),
      command('set server be/s1 state nonsense'),
      command('set server nope/s1 state ready'),
      command('set server be/nope state ready'),
      command('set server be/s1'),
      command('disable frontend fe'),
      client('refused', 'fe'),
      command('enable frontend fe'),
      fetchOnce('accepted', 'fe', '/6'),
      command('set maxconn frontend fe 50'),
      command('set maxconn frontend nope 50'),
      command('shutdown frontend nope'),
    ],
    since: [{ at: 'answers.17.answer', value: ANYTHING, reason: '3.5: the usage of set server names more words' }],
  }),
  defineScenario({
    name: 'runtime/dialogue',
    summary: 'Several commands on a line, the prompt, help and unknown commands.',
    config: CONFIG,
    servers,
    steps: [
      command('show cli level; get weight be/s1'),
      command(
        'get weight be/s1;nonsense;get weight be/s2',
        mentions('10 (initial 10)', '20 (initial 20)', 'nknown command'),
      ),
      command(
        'help',
        mentions(
          'show info',
          'show stat',
          'show servers state',
          'set server',
          'disable server',
          'enable server',
          'prompt',
          'quit',
          'help',
        ),
      ),
      command('nonsense', firstLine),
      command('show nonsense', firstLine),
      command('', mentions('nknown command')),
      client(
        'prompt',
        './stats.sock',
        send('prompt\n'),
        receiveText('> '),
        send('get weight be/s1\n'),
        receiveText('> '),
        send('show cli level\n'),
        receiveText('> '),
        send('quit\n'),
        { kind: 'receive-end', withinMs: 1000 },
      ),
      client('one-command', './stats.sock', send('show cli level\n'), { kind: 'receive-end', withinMs: 1000 }),
    ],
    since: [
      {
        at: 'answers.3.answer',
        value: "Unknown command: 'nonsense', but maybe one of the following ones is a better match:",
        reason: '2.7: the wording of unknown commands',
      },
      {
        at: 'answers.4.answer',
        value: "Unknown command: 'show', but maybe one of the following ones is a better match:",
        reason: '2.7: the wording of unknown commands',
      },
    ],
  }),
]
