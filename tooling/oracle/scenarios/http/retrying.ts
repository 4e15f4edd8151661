/** Retries, queues and limits in HTTP. */
import {
  awaitPoint,
  client,
  close,
  defineScenario,
  fetchOnce,
  get,
  HTTP,
  identifyingServer,
  localRepliesLogZero,
  parallel,
  reach,
  reachPoint,
  receiveEnd,
  receiveRequest,
  receiveResponse,
  receiveText,
  refusingServer,
  scriptedServer,
  send,
  sendHead,
  waitPoint,
} from '../../src/index.ts'

export const scenarios = [
  defineScenario({
    name: 'http/retries',
    summary: 'Retry on refusal, on an empty answer, and on a status, with redispatch.',
    config: `${HTTP}    timeout connect 300
listen refused
    bind {{refused}}
    retries 1
    option redispatch
    server s1 {{s1}}
    server s2 {{s2}}
listen empty
    bind {{empty}}
    retries 2
    retry-on empty-response
    server s3 {{s3}}
listen status
    bind {{status}}
    retries 2
    option redispatch 1
    retry-on 500 503
    server s4 {{s4}}
    server s5 {{s5}}
listen never
    bind {{never}}
    retries 2
    server s6 {{s6}}
`,
    servers: {
      s1: refusingServer(),
      s2: identifyingServer(),
      s3: scriptedServer(
        [receiveRequest(), close()],
        [receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), receiveEnd()],
      ),
      s4: scriptedServer([receiveRequest(), send('HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n'), receiveEnd()]),
      s5: identifyingServer(),
      s6: scriptedServer([receiveRequest(), close()]),
    },
    steps: [
      fetchOnce('refused', 'refused', '/'),
      fetchOnce('empty', 'empty', '/'),
      fetchOnce('status', 'status', '/'),
      client(
        'status-post',
        'status',
        send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody'),
        receiveResponse(),
      ),
      fetchOnce('never', 'never', '/'),
    ],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/queue',
    summary: 'Requests beyond a server’s maxconn wait; one waits too long, one leaves.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    timeout queue 600
    server s1 {{s1}} maxconn 1
`,
    servers: {
      s1: scriptedServer(
        [
          receiveRequest(),
          reach('busy'),
          awaitPoint('late'),
          send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1\n'),
          receiveEnd(),
        ],
        [receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n2\n'), receiveEnd()],
      ),
    },
    steps: [
      parallel(
        [client('first', 'fe', get('/first', 'Connection: close'), receiveResponse())],
        [waitPoint('busy'), client('second', 'fe', get('/second'), receiveResponse()), reachPoint('late')],
      ),
      fetchOnce('third', 'fe', '/third'),
    ],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/waiting-for-body',
    summary: 'http-buffer-request and wait-for-body hold a request until its body is there.',
    config: `${HTTP}
listen buffered
    bind {{buffered}}
    option http-buffer-request
    http-request deny deny_status 400 if { req.body -m sub evil }
    server s1 {{s1}}
listen waiting
    bind {{waiting}}
    timeout http-request 900
    http-request wait-for-body time 600 at-least 4
    http-request set-header X-Body-Len %[req.body_len]
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: ['buffered', 'waiting'].flatMap((to) => [
      client(
        `${to}-whole`,
        to,
        sendHead('POST / HTTP/1.1', 'Host: a', 'Content-Length: 4'),
        send('good'),
        receiveResponse(),
      ),
      client(
        `${to}-evil`,
        to,
        sendHead('POST / HTTP/1.1', 'Host: a', 'Content-Length: 4'),
        send('evil'),
        receiveResponse(),
      ),
      client(
        `${to}-chunked`,
        to,
        sendHead('POST / HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked'),
        send('4\r\ngood\r\n'),
        { kind: 'pause', forMs: 60 },
        send('0\r\n\r\n'),
        receiveResponse(),
      ),
    ]),
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/early-answer',
    summary: 'A server that answers before the request’s body is complete.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    server s1 {{s1}}
`,
    servers: {
      s1: scriptedServer([
        receiveText('\r\n\r\n'),
        send('HTTP/1.1 403 Enough\r\nContent-Length: 4\r\nConnection: close\r\n\r\nstop'),
        receiveEnd(),
      ]),
    },
    steps: [
      client(
        'c',
        'fe',
        sendHead('POST / HTTP/1.1', 'Host: a', 'Content-Length: 10'),
        send('01234'),
        receiveResponse(),
        send('56789'),
      ),
    ],
  }),
]
