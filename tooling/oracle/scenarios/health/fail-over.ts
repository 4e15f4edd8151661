/** Health checks move traffic away from a server and back. */
import {
  client,
  command,
  commandUntil,
  csvColumns,
  defineScenario,
  fetchOnce,
  forever,
  HTTP,
  identifyingServer,
  type NormaliseRule,
  receiveEnd,
  receiveRequest,
  receiveText,
  type SinceOverride,
  scriptedServer,
  send,
  startServer,
  stopServer,
  TCP,
} from '../../src/index.ts'

const DOWN = /^be,s1,(?:[^,]*,){15}DOWN,/m
const UP = /^be,s1,(?:[^,]*,){15}UP,/m

const CHECK_TEXT: SinceOverride = {
  at: 'logs.*',
  change: (line) =>
    String(line).replace(
      'Layer4 connection problem, info: "Connection refused"',
      'Layer4 connection problem, info: "ECONNREFUSED returned by OS (Connection refused)"',
    ),
  reason: '3.1: a failed connection is told with the name of its error',
}

const LOG_NOISE: readonly NormaliseRule[] = [
  { pattern: /, code: \d+, /, replacement: ', code: <code>, ', reason: 'status at the moment of the check' },
]

export const scenarios = [
  defineScenario({
    name: 'health/tcp-check',
    summary: 'A server that stops listening goes down and comes back; the backup serves meanwhile.',
    config: `${TCP}
listen be
    bind {{be}}
    server s1 {{s1}} check inter 100 rise 2 fall 2
    server s2 {{s2}} backup
`,
    servers: {
      s1: scriptedServer([send('s1\n'), receiveEnd()]),
      s2: scriptedServer([send('s2\n'), receiveEnd()]),
    },
    firstConnectionOnly: ['s1'],
    steps: [
      client('before', 'be', receiveText('\n')),
      stopServer('s1'),
      commandUntil('show stat', DOWN),
      client('down', 'be', receiveText('\n')),
      command('show stat', csvColumns('pxname', 'svname', 'status', 'act', 'bck', 'chkdown', 'check_status')),
      startServer('s1'),
      commandUntil('show stat', UP),
      client('after', 'be', receiveText('\n')),
    ],
    since: [CHECK_TEXT],
  }),
  defineScenario({
    name: 'health/http-check',
    summary: 'option httpchk with its request, an unexpected status, and the state of the backend without servers.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    default_backend be
backend be
    option httpchk
    http-check send meth GET uri /health ver HTTP/1.1 hdr Host www.test hdr X-Check yes
    http-check expect status 200
    timeout check 3s
    default-server inter 100 rise 1 fall 1
    server s1 {{s1}} check port {{check.port}}
`,
    servers: {
      s1: identifyingServer(),
      check: scriptedServer(
        [receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), receiveEnd()],
        ...Array.from({ length: 3 }, () => [
          receiveRequest(),
          send('HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n'),
          receiveEnd(),
        ]),
        [forever(receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))],
      ),
    },
    firstConnectionOnly: ['check'],
    steps: [commandUntil('show stat', DOWN), commandUntil('show stat', UP), fetchOnce('after', 'fe', '/')],
    normalise: LOG_NOISE,
  }),
  defineScenario({
    name: 'health/tcp-check-script',
    summary: 'tcp-check send and expect against servers that answer well and badly.',
    config: `${TCP}
listen be
    bind {{be}}
    option tcp-check
    timeout check 600
    tcp-check connect
    tcp-check send PING\\r\\n
    tcp-check expect string +PONG
    tcp-check send QUIT\\r\\n
    tcp-check expect rstring ^\\+(OK|BYE)
    server s1 {{s1}} check inter 100 fall 1
    server s2 {{s2}} check inter 100 fall 1
`,
    servers: {
      s1: scriptedServer([receiveText('PING'), send('-ERR\r\n'), receiveEnd()]),
      s2: scriptedServer([
        receiveText('PING\r\n'),
        send('+PONG\r\n'),
        receiveText('QUIT\r\n'),
        send('+OK\r\n'),
        receiveEnd(),
      ]),
    },
    firstConnectionOnly: ['s1', 's2'],
    steps: [
      commandUntil('show stat', DOWN),
      commandUntil('show stat', /^be,s2,(?:[^,]*,){15}UP,/m),
      command('show stat', csvColumns('svname', 'status', 'check_status')),
      client('c', 'be', send('x')),
    ],
    normalise: [{ pattern: /(?<=[,=])\* /g, replacement: '', reason: 'marks a check that is running at that moment' }],
  }),
]
