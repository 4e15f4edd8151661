/** Every timer, date and counter of a log line, over the ways in which a request or a connection may end. */
import { readFileSync } from 'node:fs'
import {
  client,
  close,
  defineScenario,
  earlyErrorsInLowerCase,
  end,
  fetchOnce,
  forever,
  get,
  HTTP,
  pause,
  receiveEnd,
  receiveRequest,
  receiveResponse,
  receiveText,
  refusingServer,
  type ScenarioStep,
  scriptedServer,
  send,
  TCP,
  wait,
} from '../../src/index.ts'
import type { NormaliseRule, SinceOverride } from '../../src/scenario.ts'

/** The server's pause: timers are none, short or about this long. */
const LONG_MS = 600

const SHAPES: readonly NormaliseRule[] = [
  {
    pattern: /(\bT[a-zA-Z]*=<\+?)(?:\d{1,2}|1\d\d|2[0-4]\d)>/g,
    replacement: '$1short>',
    reason: 'how long it takes is up to the machine',
  },
  {
    pattern: /(\bT[a-zA-Z]*=<\+?)(?:[4-9]\d\d|1[0-4]\d\d)>/g,
    replacement: '$1long>',
    reason: 'how long it takes is up to the machine',
  },
  {
    pattern: /\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d\.\d{3}/g,
    replacement: 'date.ms',
    reason: 'the moment of the run',
  },
  {
    pattern: /\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000/g,
    replacement: 'date',
    reason: 'the moment of the run',
  },
  {
    pattern: /(\bT[a-zA-Z]*=<\+?)(?:2[5-9]\d|3\d\d)>/g,
    replacement: '$1idle>',
    reason: 'how long it takes is up to the machine',
  },
  { pattern: /(\bTs=<)(\d{10}|[0-9A-F]{8})>/g, replacement: '$1seconds>', reason: 'the moment of the run' },
  { pattern: /(\bms=<)(\d{3}|[0-9A-F]{1,3})>/g, replacement: '$1ms>', reason: 'the moment of the run' },
  { pattern: /(\b(?:cp|fp|sp|bp)=<)(\d{4,5}|[0-9A-F]{3,4})>/g, replacement: '$1port>', reason: 'a port' },
  { pattern: /(\b(?:pid)=<)(\d+|[0-9A-F]+)>/g, replacement: '$1pid>', reason: 'a process' },
  { pattern: /(\b(?:H)=<)[^>]*>/g, replacement: '$1host>', reason: 'a machine' },
]

const times = ['Tq', 'Th', 'Ti', 'TR', 'Tw', 'Tc', 'Tr', 'Td', 'Ta', 'Tt', 'Tu']
const dates = ['t', 'T', 'Tl', 'Ts', 'ms', 'tr', 'trg', 'trl']
const states = ['ts', 'tsc', 'ST', 'B', 'U', 'HM', 'HU', 'HV', 'r', 'CC', 'CS', 'rc', 'sq', 'bq', 'b', 's', 'f', 'ft']
const more = [
  'ci',
  'cp',
  'fi',
  'fp',
  'si',
  'sp',
  'bi',
  'bp',
  'ac',
  'fc',
  'bc',
  'sc',
  'lc',
  'pid',
  'H',
  'rt',
  'hr',
  'hs',
]
const lineOf = (names: readonly string[], flags = ''): string =>
  names.map((name) => `${name}=<%${flags}${name}>`).join(' ')

const withLog = (format: string): string => `    log-format "${format}"\n`
const httpFront = (name: string, format: string): string => `frontend ${name}
    bind {{${name}}}
${withLog(format)}    timeout http-request 600ms
    http-request deny if { path /denied }
    http-request deny deny_status 404 if { path /missing }
    http-request redirect location /elsewhere if { path /moved }
    http-request tarpit if { path /stuck }
    http-request return status 200 content-type text/plain string hi if { path /local }
    http-request silent-drop if { path /dropped }
    use_backend refused if { path /refused }
    use_backend none if { path /none }
    use_backend silent if { path /silent }
    use_backend cut if { path /cut }
    use_backend mute if { path /mute }
    use_backend broken if { path /broken }
    default_backend slow
`

const BACKENDS = `backend slow
    server s1 {{slow}}
backend refused
    server s1 {{refused}}
backend none
backend silent
    timeout server 600ms
    server s1 {{mute}}
backend mute
    server s1 {{closing}}
backend cut
    server s1 {{cut}}
backend broken
    server s1 {{broken}}
`

const slowAnswer = forever(
  receiveRequest(),
  pause(LONG_MS),
  send('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab'),
  pause(10),
  send('cd'),
)

const SERVERS = {
  slow: scriptedServer([slowAnswer]),
  refused: refusingServer(),
  mute: scriptedServer([receiveRequest(), receiveEnd()]),
  closing: scriptedServer([receiveRequest(), close()]),
  cut: scriptedServer([receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'), close()]),
  broken: scriptedServer([receiveRequest(), send('HTTP/1.1 2x0 no\r\n\r\n'), close()]),
}

/** The counters of connections show how soon the connection before is seen to be gone. */
const apart = (steps: readonly ScenarioStep[]): ScenarioStep[] => steps.flatMap((step) => [step, wait(60)])

const httpSteps = (to: string): ScenarioStep[] => [
  ...['/', '/denied', '/missing', '/moved', '/stuck', '/local', '/refused', '/none', '/silent', '/mute', '/broken'].map(
    (path) => fetchOnce(`${to} ${path}`, to, path),
  ),
  client(`${to} head`, to, send('HEAD /local HTTP/1.1\r\nHost: a\r\n\r\n'), pause(30)),
  client(`${to} cut`, to, get('/cut'), receiveEnd()),
  client(`${to} dropped`, to, get('/dropped'), pause(30)),
  client(`${to} bad`, to, send('GET / HTTP/1.1\r\nbad header\r\n\r\n'), receiveResponse()),
  client(`${to} garbage`, to, send('\x16\x03\x01\r\n\r\n'), receiveResponse()),
  client(`${to} late`, to, send('GET / HTTP/1.1\r\n'), receiveResponse()),
  client(`${to} half`, to, send('GET / HTTP/1.1\r\nHo'), close()),
  client(`${to} nothing`, to, receiveEnd()),
  client(`${to} gone`, to, pause(20), close()),
  client(`${to} twice`, to, get('/local'), receiveResponse(), pause(300), get('/local'), receiveResponse()),
]

const http = (part: string, names: readonly string[], flags = '') =>
  defineScenario({
    name: `samples/log-states-http-${part}`,
    summary: `How requests end, in log lines: ${part}.`,
    config: `${HTTP.replace('    option httplog\n', '').replace('{{log}} local0', '{{log}} len 4096 local0').replace('timeout connect 3s', 'timeout connect 3s\n    timeout tarpit 600ms')}
${httpFront('front', lineOf(names, flags))}
${BACKENDS}`,
    servers: SERVERS,
    steps: apart(httpSteps('front')),
    normalise: SHAPES,
    since: [
      earlyErrorsInLowerCase(),
      ...(names.includes('B') ? [LOCAL_BYTES] : []),
      ...(names.includes('bi') ? [noOwnAddress(6)] : []),
      ...(mayRepairSockets() ? [] : [HEARD_DROP]),
    ],
  })

const noOwnAddress = (log: number): SinceOverride => ({
  at: `logs.${log}`,
  change: (line) =>
    String(line)
      .replace(/ bi=<[^>]*>/, ' bi=<->')
      .replace(/ bp=<[^>]*>/, ' bp=<->'),
  reason: 'a connection that was refused is not asked for its own address',
})

/** CAP_NET_ADMIN, bit 12: what TCP_REPAIR takes, through which connections end without a word of the kernel. */
function mayRepairSockets(): boolean {
  const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0'
  return (BigInt(`0x${capabilities}`) >> 12n) % 2n === 1n
}

const HEARD_DROP: SinceOverride = {
  at: 'clients.front dropped.ending',
  value: 'reset',
  reason: 'without the right to repair sockets, the client of a silent drop hears a reset',
}

const LOCAL_BYTES: SinceOverride = {
  at: 'logs.*',
  change: (line) =>
    / ts=<(?:--|SD)> /.test(` ${line}`.replace('<134>', '')) ? line : String(line).replace(/ B=<[^>]*>/, ' B=<0>'),
  reason: '3.4: %B is what the server sent, local answers log 0',
}

const TCP_TIMES = ['Th', 'Tw', 'Tc', 'Tt', 'Tu', 'Td']
const TCP_STATES = [
  'ts',
  'tsc',
  'B',
  'U',
  'rc',
  'sq',
  'bq',
  'b',
  's',
  'f',
  'ft',
  'ci',
  'si',
  'sp',
  'bi',
  'ac',
  'fc',
  'bc',
  'sc',
]
const TCP_DATES = ['t', 'T', 'Tl', 'Ts', 'ms']

const tcp = defineScenario({
  name: 'samples/log-states-tcp',
  summary: 'How connections end, in log lines.',
  config: `${TCP.replace('    option tcplog\n', '').replace('{{log}} local0', '{{log}} len 4096 local0')}
${['ok', 'refused', 'mute', 'none']
  .map(
    (name) => `frontend ${name}
    bind {{${name}}}
${withLog(lineOf([...TCP_TIMES, ...TCP_STATES, ...TCP_DATES]))}    default_backend to-${name}
backend to-${name}
${name === 'none' ? '' : `    server s1 {{s-${name}}}\n`.replace('s-', 's')}`,
  )
  .join('')}
frontend rejected
    bind {{rejected}}
    tcp-request content reject
${withLog(lineOf([...TCP_TIMES, ...TCP_STATES]))}`,
  servers: {
    sok: scriptedServer([receiveText('hello\n'), pause(LONG_MS), send('answer\n'), receiveEnd()]),
    srefused: refusingServer(),
    smute: scriptedServer([close()]),
  },
  steps: apart([
    client('ok', 'ok', send('hello\n'), receiveText('answer\n'), end(), receiveEnd()),
    client('left', 'ok', send('hello\n'), pause(50), close()),
    wait(LONG_MS + 200),
    client('refused', 'refused', receiveEnd()),
    client('mute', 'mute', receiveEnd()),
    client('none', 'none', receiveEnd()),
    client('rejected', 'rejected', receiveEnd()),
  ]),
  normalise: SHAPES,
  since: [noOwnAddress(2)],
})

export const scenarios = [
  http('times', [...times, 'ts', 'ST']),
  http('states', states),
  http('dates', [...dates, ...more]),
  http(
    'hexadecimal',
    [...states, ...more].filter((name) => name !== 'H'),
    '{+X}',
  ),
  tcp,
]
