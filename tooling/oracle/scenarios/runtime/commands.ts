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
