/** What traffic logs say: formats, captures, conditions, targets. */
import {
  ANYTHING,
  client,
  defineScenario,
  earlyErrorsInLowerCase,
  fetchOnce,
  get,
  HTTP,
  identifyingServer,
  localRepliesLogZero,
  receiveResponse,
  send,
  sendHead,
} from '../../src/index.ts'

export const scenarios = [
  defineScenario({
    name: 'http/log-captures',
    summary: 'Captured headers and cookies in the httplog line.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    capture request header Host len 20
    capture request header User-Agent len 8
    capture response header X-Server len 10
    capture response header Missing len 5
    capture cookie SESSION len 12
    declare capture request len 6
    http-request capture path id 2
    http-request capture req.hdr(x-extra) len 5
    default_backend be
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer('Set-Cookie: SESSION=fresh; path=/') },
    steps: [
      fetchOnce('plain', 'fe', '/'),
      fetchOnce('headers', 'fe', '/long/path', 'User-Agent: a very long agent', 'X-Extra: extraordinary'),
      fetchOnce('cookie', 'fe', '/', 'Cookie: a=b; SESSION=0123456789abcdef'),
      fetchOnce('quotes', 'fe', '/"{|}\\', 'User-Agent: {a|"b}', 'X-Extra: \\\x01|'),
    ],
  }),
  defineScenario({
    name: 'http/log-formats',
    summary: 'Custom formats with aliases, expressions, flags and escapes; clf; the backend’s name; the unique id.',
    config: `${HTTP}
frontend custom
    bind {{custom}}
    unique-id-format %{+X}o-%ci-%[path]
    unique-id-header X-Unique
    log-format "%ci %ft %f %b %s %si %ST %B %U %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r %HM %HP %HU %HV %HQ %ID %[src] %[capture.req.method] %[var(txn.none)]"
    default_backend be
frontend quoted
    bind {{quoted}}
    http-request set-var(txn.v) str(kept)
    log-format "%{+Q}b %{+Q,+E}[capture.req.uri] %[var(txn.v)] %[status] %{+X}ST %%"
    default_backend be
frontend clf
    bind {{clf}}
    option httplog clf
    default_backend be
frontend tcp
    bind {{tcp}}
    option tcplog
    default_backend be
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [
      fetchOnce('custom', 'custom', '/path?a=b'),
      fetchOnce('quoted', 'quoted', '/"quoted"?x]y'),
      fetchOnce('clf', 'clf', '/clf', 'User-Agent: agent', 'Referer: http://r.test/'),
      fetchOnce('tcp', 'tcp', '/tcp'),
    ],
    normalise: [
      {
        pattern: /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000\]/,
        replacement: '[<date>]',
        reason: 'the moment of the run',
      },
      {
        pattern: / \d{3} (\d+) "-" "-" (\d+) \d{3} /,
        replacement: ' <ms> $1 "-" "-" <port> <ms> ',
        reason: 'milliseconds and the client’s port in clf',
      },
      {
        pattern: /:<port>" \d+ \d{3}/,
        replacement: ':<port>" <ms>',
        reason: 'milliseconds and the client’s port in clf',
      },
      {
        pattern: /("s1") \d+ \d+ \d+ \d+ \d+ (?=-)/,
        replacement: '$1 <timers> ',
        reason: 'timers of some milliseconds',
      },
      {
        pattern: /(" \d{3} \d+ "" "") \d+ \d{3} /,
        replacement: '$1 <port> <ms> ',
        reason: 'milliseconds and the client’s port in clf',
      },
    ],
  }),
  defineScenario({
    name: 'http/log-conditions',
    summary: 'dontlog-normal, log-separate-errors, levels by rule, silent, and a second target with a minimum level.',
    config: `${HTTP}
frontend normal
    bind {{normal}}
    option dontlog-normal
    default_backend be
frontend separate
    bind {{separate}}
    option log-separate-errors
    default_backend be
frontend levels
    bind {{levels}}
    no log
    log {{log}} local3 warning err
    http-request set-log-level warning if { path /warning }
    http-request set-log-level emerg if { path /emerg }
    http-request set-log-level silent if { path /silent }
    http-request set-log-level debug if { path /debug }
    default_backend be
frontend tagged
    bind {{tagged}}
    log-tag mine
    log {{log}} format rfc5424 local7
    default_backend be
frontend raw
    bind {{raw}}
    no log
    log {{log}} len 80 format raw local0
    log {{log}} format short local0
    log {{log}} format priority local0
    default_backend be
backend be
    http-request deny deny_status 500 if { path /500 }
    http-request deny if { path /403 }
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [
      ...['normal', 'separate'].flatMap((to) => ['/', '/403', '/500'].map((uri) => fetchOnce(`${to}${uri}`, to, uri))),
      ...['/', '/warning', '/emerg', '/silent', '/debug'].map((uri) => fetchOnce(`levels${uri}`, 'levels', uri)),
      fetchOnce('tagged', 'tagged', '/'),
      fetchOnce('raw', 'raw', `/${'long'.repeat(40)}`),
    ],
    normalise: [
      {
        pattern: /^<(\d+)>1 \S+ \S+ (\S+) \d+ /,
        replacement: '<$1>1 <date> <host> $2 <pid> ',
        reason: 'moment, machine and pid of the run',
      },
    ],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/log-without-format',
    summary: 'Without a format connections are told of, but for those that never became a request.',
    config: `${HTTP}
defaults
    mode http
    log global
    timeout connect 5s
    timeout client 5s
    timeout server 5s
frontend plain
    bind {{plain}}
    default_backend be
frontend errors
    bind {{errors}}
    error-log-format "error %ST"
    default_backend be
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [
      fetchOnce('plain', 'plain', '/'),
      client('plain-garbage', 'plain', send('GARBAGE\r\n\r\n'), receiveResponse()),
      fetchOnce('errors', 'errors', '/'),
      client('errors-garbage', 'errors', send('GARBAGE\r\n\r\n'), receiveResponse()),
    ],
    normalise: [{ pattern: /127\.0\.0\.1:\d+/g, replacement: '127.0.0.1:<port>', reason: 'ports of the run' }],
    since: [earlyErrorsInLowerCase()],
  }),
  defineScenario({
    name: 'http/half-closed-client',
    summary: 'A client that ends its side after the request is answered where abortonclose is off.',
    config: `${HTTP}
listen off
    bind {{off}}
    no option abortonclose
    server s1 {{s1}}
listen standard
    bind {{standard}}
    server s2 {{s2}}
`,
    servers: { s1: identifyingServer(), s2: identifyingServer() },
    steps: [
      client('off', 'off', get('/'), { kind: 'end' }, receiveResponse()),
      client('standard', 'standard', get('/'), { kind: 'end' }, receiveResponse()),
    ],
    normalise: [
      {
        pattern: /0\/0\/(?:0|-1)\/-1\/0 400 0 - - C[CH]--/,
        replacement: '0/0/<connect>/-1/0 400 0 - - <CC or CH>--',
        reason: 'the end of the client’s side may come before or after the server has accepted',
      },
    ],
    since: [
      {
        at: 'clients.standard',
        value: {
          received: [
            'HTTP/1.1 400 Bad request\r\n',
            'content-length: 90\r\n',
            'cache-control: no-cache\r\n',
            'content-type: text/html\r\n',
            'connection: close\r\n',
            '\r\n',
            '<html><body><h1>400 Bad request</h1>\n',
            'Your browser sent an invalid request.\n',
            '</body></html>\n',
          ],
          ending: 'end',
        },
        reason: '3.3: abortonclose is on by default in HTTP, a half-closed client is refused',
      },
      {
        at: 'servers.s2',
        value: ANYTHING,
        reason: '3.3: whether the request was sent before the end was seen is a race',
      },
      {
        at: 'logs.1',
        change: (line) => String(line).replace('/0/0/0/0 200 78 - - ----', '/0/<connect>/-1/0 400 0 - - <CC or CH>--'),
        reason: '3.3: abortonclose is on by default in HTTP, a half-closed client is refused',
      },
    ],
  }),
  defineScenario({
    name: 'http/monitor',
    summary: 'monitor-uri with and without failure, and the stats-less answers it gives.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    monitor-uri /alive
    monitor fail if { nbsrv(empty) eq 0 } { hdr(x-ask) empty }
    default_backend be
backend be
    server s1 {{s1}}
backend empty
`,
    servers: { s1: identifyingServer() },
    steps: [
      fetchOnce('alive', 'fe', '/alive'),
      fetchOnce('fails', 'fe', '/alive', 'X-Ask: empty'),
      fetchOnce('other', 'fe', '/alive/not'),
      client('head', 'fe', sendHead('HEAD /alive HTTP/1.1', 'Host: a'), { kind: 'receive-response', toHead: true }),
    ],
  }),
]
