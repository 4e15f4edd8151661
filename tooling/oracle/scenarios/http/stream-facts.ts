/** What fetches tell of a stream at its end, and responses that are held back until their body has come. */
import {
  client,
  close,
  defineScenario,
  get,
  HTTP,
  identifyingServer,
  pause,
  receiveEnd,
  receiveRequest,
  receiveResponse,
  scriptedServer,
  send,
} from '../../src/index.ts'

const OK = 'HTTP/1.1 200 OK\r\n'

export const scenarios = [
  defineScenario({
    name: 'http/stream-facts',
    summary: 'Which rule was last, priorities, what is spoken on both sides, and what became of the connections.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    log-format "%HU %ST %ts line=%[last_rule_line] fc=%[fc_http_major],%[fc_err],%[fc_err_str] bc=%[bc_http_major],%[bc_err],%[bc_err_str] prio=%[prio_class],%[prio_offset] rate=%[fe_req_rate(other)]"
    http-request set-priority-class int(5) if { path /prio }
    http-request set-priority-offset int(-7) if { path /prio }
    http-request set-priority-class int(99999) if { path /far }
    http-request set-priority-offset int(999999) if { path /far }
    http-request allow if { path /allow }
    http-request deny if { path /deny }
    http-request redirect location /x if { path /redirect }
    redirect location /y if { path /redirect-late }
    http-response deny if { capture.req.uri /deny-response }
    http-after-response allow if { capture.req.uri /after }
    default_backend be
frontend other
    bind {{other}}
    default_backend be
backend be
    http-request allow if { path /allow-behind }
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [
      '/',
      '/prio',
      '/far',
      '/allow',
      '/deny',
      '/redirect',
      '/redirect-late',
      '/deny-response',
      '/after',
      '/allow-behind',
    ].map((path) => client(path.slice(1) || 'plain', 'fe', get(path), receiveResponse())),
  }),
  defineScenario({
    name: 'http/wait-for-response-body',
    summary: 'A response waits for its body, a part of it, a full buffer, its end, or too long.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    http-response wait-for-body time 400ms
    http-response set-header x-body "%[res.body_len]/%[res.body_size]/%[res.body,bytes(0,5)]"
    server s1 {{s1}}
listen least
    bind {{least}}
    http-response wait-for-body time 400ms at-least 4
    http-response set-header x-body "%[res.body_len]/%[res.body_size]"
    server s2 {{s2}}
`,
    servers: {
      s1: scriptedServer(
        [receiveRequest(), send(`${OK}Content-Length: 5\r\n\r\nhe`), pause(50), send('llo'), receiveEnd()],
        [
          receiveRequest(),
          send(`${OK}Transfer-Encoding: chunked\r\n\r\n`),
          pause(50),
          send('3\r\nabc\r\n'),
          pause(50),
          send('0\r\n\r\n'),
          receiveEnd(),
        ],
        [receiveRequest(), send(`${OK}\r\nhel`), pause(50), send('lo'), close()],
        [receiveRequest(), send(`${OK}Content-Length: 10\r\n\r\nhello`), pause(50), close()],
        [receiveRequest(), send('HTTP/1.1 204 None\r\n\r\n'), receiveEnd()],
        [receiveRequest(), send(`${OK}Content-Length: 10\r\n\r\nhello`), receiveEnd()],
        [
          receiveRequest(),
          send(`${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`),
          pause(50),
          send('zz\r\n'),
          receiveEnd(),
        ],
      ),
      s2: scriptedServer([
        receiveRequest(),
        send(`${OK}Content-Length: 8\r\n\r\nhe`),
        pause(50),
        send('llo'),
        pause(50),
        send('you'),
        receiveEnd(),
      ]),
    },
    steps: [
      ...['length', 'chunked', 'until-close', 'cut-short', 'none', 'too-late', 'broken-chunks'].map((name) =>
        client(name, 'fe', get('/'), receiveResponse()),
      ),
      client('least', 'least', get('/'), receiveResponse()),
    ],
    since: [
      {
        at: 'logs.*',
        change: (line) =>
          String(line)
            .replace(/ 504 \d+ /, ' 504 55 ')
            .replace(/ 502 \d+ /, ' 502 61 '),
        reason: '3.4: %B is what the server sent, without the answer that replaces it',
      },
    ],
  }),
]
