/** Log formats: every alias and flag over odd requests, escaping, blanks, missing values and lines that are cut. */
import {
  client,
  defineScenario,
  fetchOnce,
  get,
  HTTP,
  identifyingServer,
  receiveResponse,
  type ScenarioStep,
  send,
} from '../../src/index.ts'
import type { NormaliseRule, SinceOverride } from '../../src/scenario.ts'

/** Aliases by what makes their values comparable. */
const plain = [
  '%b',
  '%s',
  '%f',
  '%ft',
  '%si',
  '%ci',
  '%fi',
  '%bi',
  '%ST',
  '%B',
  '%U',
  '%CC',
  '%CS',
  '%tsc',
  '%hr',
  '%hs',
  '%hrl',
  '%hsl',
]
const more = [
  '%r',
  '%HM',
  '%HP',
  '%HPO',
  '%HQ',
  '%HU',
  '%HV',
  '%ID',
  '%rc',
  '%sq',
  '%bq',
  '%ac',
  '%fc',
  '%bc',
  '%sc',
  '%o',
  '%lc',
  '%pid',
]
const flags = ['', '{+Q}', '{+X}', '{+E}', '{+Q,+E}', '{+Q,+X}', '{-Q}', '{+M}']

const withFlag = (alias: string, flag: string): string => `%${flag}${alias.slice(1)}`

/** `name=<value>` for each; `%o` prints nothing itself. */
const lineOf = (aliases: readonly string[], flag: string): string =>
  aliases
    .filter((alias) => !['%lc', '%pid', '%HPO'].includes(alias))
    .map((alias) => `${alias.slice(1)}=<${withFlag(alias, flag)}>`)
    .join(' ')

const MASKS: readonly NormaliseRule[] = [
  { pattern: /(\b[A-Za-z]+=<)\d{5}(>)/g, replacement: '$1<port>$2', reason: 'a port' },
  { pattern: /(\b(?:p|cp|fp|sp|bp)=<)"?[0-9A-F]+"?>/g, replacement: '$1<port>>', reason: 'a port' },
]

const steps = (to: string): ScenarioStep[] => [
  fetchOnce(`${to} plain`, to, '/'),
  fetchOnce(`${to} query`, to, '/p%20q/"x]y\\z?a=1&b="2"', 'User-Agent: a"b]c\\d', 'X-Extra: {|}', 'Cookie: SID=abc"d'),
  client(
    `${to} latin`,
    to,
    send('GET /%c3%a9?%00 HTTP/1.1\r\nHost: \xe9\r\nUser-Agent: \x01\x7f\t\xff\r\n\r\n'),
    receiveResponse(),
  ),
  fetchOnce(`${to} denied`, to, '/denied'),
  client(`${to} old`, to, send('GET /old HTTP/1.0\r\n\r\n'), receiveResponse()),
  client(`${to} post`, to, get('/local', 'User-Agent:'), receiveResponse()),
]

const CAPTURES = `    capture request header Host len 20
    capture request header User-Agent len 10
    capture request header X-Extra len 10
    capture response header X-Server len 10
    capture response header Missing len 5
    capture cookie SID len 8
    http-request set-var(txn.agent) req.hdr(user-agent)
    http-request set-var(txn.host) req.hdr(host)
    http-request set-var(txn.long) req.hdr(x-long)
    http-request set-var(txn.path) path
    http-request set-var(txn.url) url
    http-request set-var(txn.query) query
    unique-id-format %[var(txn.path)]-%{+X}ST
    http-request deny if { path /denied }
    http-request return status 200 content-type text/plain string hi if { path /local }
    default_backend be
`

const LOCAL_BYTES: SinceOverride = {
  at: 'logs.*',
  change: (line) => (String(line).includes('<NOSRV>') ? String(line).replace(/ B=<[0-9A-F]+>/, ' B=<0>') : line),
  reason: '3.4: %B is what the server sent, local answers log 0',
}

const localBytes = (log: number, from: string): SinceOverride => ({
  at: `logs.${log}`,
  change: (line) => String(line).replace(` ${from} `, ' 0 '),
  reason: '3.4: %B is what the server sent, local answers log 0',
})

const localStatus = (log: number, status: string): SinceOverride => ({
  at: `logs.${log}`,
  change: (line) => String(line).replace(' 127.0.0.1 - ', ` 127.0.0.1 ${status} `),
  reason: '2.6 has no status where the answer is its own',
})

const aliasScenario = (name: string, aliases: readonly string[], some: readonly string[]) =>
  defineScenario({
    name: `samples/log-aliases-${name}`,
    summary: `Every alias with every flag: ${name}.`,
    config: `${HTTP.replace('    option httplog\n', '').replace('{{log}} local0', '{{log}} len 4096 local0')}
${some
  .map(
    (flag, at) => `frontend f${at}
    bind {{f${at}}}
    log-format "${lineOf(aliases, flag).replaceAll('"', '\\"')}"
${CAPTURES}`,
  )
  .join('')}
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer('X-Server: origin"x', 'Set-Cookie: SID=new]value; path=/') },
    steps: some.flatMap((_, at) => steps(`f${at}`)),
    normalise: MASKS,
    since: aliases === plain ? [LOCAL_BYTES] : [],
  })

const formats: readonly string[] = [
  '%% %[int(5)] %[str(a b)] %{+Q}[str(x)] %{+Q}[var(txn.none)] %[var(txn.none)] %{+X}[int(255)] %{+X}[src] %{+Q,+X}[int(5)]',
  '  a   b\t%[str()]   c %[var(txn.none)]%[var(txn.none)] d %hr e',
  '%{+Q}o %b %s %[str(q)] %{-Q}b %ST %{+Q}ST %hr %tsc',
  '%{+X}o %ST %B %[int(10)] %ci %cp=<port> %{-X}ST'.replace(' %cp=<port>', ''),
  '%{+E}o %[var(txn.agent)] %[var(txn.path)] %{+E}[str("a]\\"b")] %hr %HU',
  '[%[var(txn.agent)]] [%{+Q}[var(txn.agent)]] [%{+Q,+E}[var(txn.agent)]] [%[var(txn.agent),hex]]',
  '%[bin(00010a1f207f80ff)] %[bin(610062)] %{+Q}[bin(0a)] %[bin(0d0a),hex] %{+X}[bin(00ff)]',
  '%[var(txn.url)] %[var(txn.path),upper] %[var(txn.query)] %[method] %[src] %[status] %[capture.req.uri] %[capture.req.hdr(1)] %[capture.res.hdr(0)]',
  'text only, with "quotes", [brackets], \\\\ backslash and %%',
  '%{+Q}r %{+E}r %r %{+Q,+E}r',
  '%[var(txn.host)]%[var(txn.path)]%b/%s%%%ST',
  '%{+Q}hr %{+Q}hs %hrl %hsl %{+Q}hrl %{+E}hr %{+Q}CC %CC %{+Q}CS',
  '%[txn.none]'.replace('txn.none', 'var(proc.none)'),
  '%[var(txn.long)]%[var(txn.long)]',
]

const quoted = (format: string): string => `"${format.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

export const scenarios = [
  ...[flags.slice(0, 3), flags.slice(3, 6), flags.slice(6)].flatMap((some, at) => [
    aliasScenario(`first-${at + 1}`, plain, some),
    aliasScenario(`second-${at + 1}`, more, some),
  ]),
  defineScenario({
    name: 'samples/log-formats',
    summary: 'Expressions, literals, blanks, escapes and bytes that do not print.',
    config: `${HTTP.replace('    option httplog\n', '').replace('{{log}} local0', '{{log}} len 4096 local0')}
${formats
  .map(
    (format, at) => `frontend f${at}
    bind {{f${at}}}
    log-format ${quoted(format)}
${CAPTURES}`,
  )
  .join('')}
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer('X-Server: origin"x', 'Set-Cookie: SID=new]value; path=/') },
    steps: formats.flatMap((_, at) => steps(`f${at}`)),
    since: [localBytes(21, '192'), localBytes(23, '73'), localStatus(45, '403'), localStatus(47, '200')],
  }),
  defineScenario({
    name: 'samples/log-lengths',
    summary: 'Lines that are longer than the target takes, in several formats.',
    config: `${HTTP.replace('    option httplog\n', '')}
${[80, 81, 200, 1024, 2000]
  .map(
    (length) => `frontend f${length}
    bind {{f${length}}}
    no log
    log {{log}} len ${length} format raw local0
    log-format "<%[var(txn.path)]>%[var(txn.long)]%{+Q}[var(txn.long)] end"
${CAPTURES}`,
  )
  .join('')}
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [80, 81, 200, 1024, 2000].flatMap((length) =>
      [10, 55, 60, 150, 990, 1500].map((size) =>
        fetchOnce(`f${length} ${size}`, `f${length}`, '/x', `X-Long: ${'ab'.repeat(size / 2)}`),
      ),
    ),
    since: [
      {
        at: 'logs.29',
        change: (line) => `${line}"${'ab'.repeat(750)}`.slice(0, 2000),
        reason: '2.6 leaves out an item that does not fit as a whole, instead of cutting the line behind it',
      },
    ],
  }),
]
