/** Timeouts of HTTP and the errors they give. */
import {
  awaitPoint,
  client,
  close,
  defineScenario,
  earlyErrorsInLowerCase,
  get,
  HTTP,
  localRepliesLogZero,
  pause,
  reach,
  receiveEnd,
  receiveRequest,
  receiveResponse,
  receiveText,
  refusingServer,
  saturatedServer,
  scriptedServer,
  send,
  sendHead,
} from '../../src/index.ts'

const LENGTH_10 = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'

export const scenarios = [
  defineScenario({
    name: 'http/timeout-request',
    summary: 'A request that does not come, stops midway, or whose body stops; and an idle connection.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    timeout http-request 300
    timeout http-keep-alive 600
    timeout client 900
    server s1 {{s1}}
listen ignoring
    bind {{ignoring}}
    timeout http-request 300
    option http-ignore-probes
    server s1 {{s1}}
listen null
    bind {{null}}
    timeout http-request 300
    option dontlognull
    server s1 {{s1}}
`,
    servers: { s1: scriptedServer([receiveRequest(), send(`${LENGTH_10}0123456789`), receiveEnd()]) },
    steps: [
      client('silent', 'fe', receiveEnd()),
      client('half-a-head', 'fe', send('GET / HTTP/1.1\r\nHost: a\r\n'), receiveEnd()),
      client('idle', 'fe', get('/'), receiveResponse(), receiveEnd()),
      client('half-a-second-head', 'fe', get('/'), receiveResponse(), send('GET /2 HTT'), receiveEnd()),
      client('ignored-silent', 'ignoring', receiveEnd()),
      client('ignored-half', 'ignoring', send('GET /'), receiveEnd()),
      client('null-silent', 'null', receiveEnd()),
      client('null-closes', 'null', close()),
      client('closes', 'fe', close()),
    ],
    since: [earlyErrorsInLowerCase()],
  }),
  defineScenario({
    name: 'http/timeout-client-body',
    summary: 'A request whose body stops while the server waits for it.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    timeout client 300
    timeout server 900
    server s1 {{s1}}
`,
    servers: { s1: scriptedServer([receiveRequest()]) },
    steps: [client('c', 'fe', sendHead('POST / HTTP/1.1', 'Host: a', 'Content-Length: 9'), send('1234'), receiveEnd())],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/timeout-server',
    summary: 'A server that does not answer, or stops amid the head or the body.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    timeout server 300
    server s1 {{s1}}
`,
    servers: {
      s1: scriptedServer(
        [receiveRequest(), receiveEnd()],
        [receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-'), receiveEnd()],
        [receiveRequest(), send(`${LENGTH_10}0123`), receiveEnd()],
      ),
    },
    steps: [
      client('silent', 'fe', get('/silent'), receiveResponse()),
      client('half-a-head', 'fe', get('/head'), receiveResponse()),
      client('half-a-body', 'fe', get('/body'), receiveEnd()),
    ],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/server-fails',
    summary: 'A server that closes or resets before, amid and after its answer.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    server s1 {{s1}}
`,
    servers: {
      s1: scriptedServer(
        [receiveRequest(), close()],
        [receiveRequest(), { kind: 'reset' }],
        [receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-'), close()],
        [receiveRequest(), send(`${LENGTH_10}0123`), close()],
        [receiveRequest(), send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n'), close()],
        [receiveRequest(), send('garbage\r\n\r\n'), receiveEnd()],
      ),
    },
    steps: [
      client('closes', 'fe', get('/closes'), receiveResponse()),
      client('resets', 'fe', get('/resets'), receiveResponse()),
      client('half-a-head', 'fe', get('/head'), receiveResponse()),
      client('half-a-body', 'fe', get('/body'), receiveEnd()),
      client('half-the-chunks', 'fe', get('/chunks'), receiveEnd()),
      client('garbage', 'fe', get('/garbage'), receiveResponse()),
    ],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/connecting-fails',
    summary: 'Servers that refuse or ignore the connection, and no server at all.',
    config: `${HTTP}
listen refused
    bind {{refused}}
    server s1 {{s1}}
listen silent
    bind {{silent}}
    timeout connect 300
    server s2 {{s2}}
listen retried
    bind {{retried}}
    timeout connect 300
    retries 1
    option redispatch
    server s1 {{s1}}
    server s3 {{s3}} backup
listen nobody
    bind {{nobody}}
    server s1 {{s1}} disabled
frontend nowhere
    bind {{nowhere}}
`,
    servers: { s1: refusingServer(), s2: saturatedServer(), s3: refusingServer() },
    steps: [
      client('refused', 'refused', get('/'), receiveResponse()),
      client('silent', 'silent', get('/'), receiveResponse()),
      client('retried', 'retried', get('/'), receiveResponse()),
      client('nobody', 'nobody', get('/'), receiveResponse()),
      client('nowhere', 'nowhere', get('/'), receiveResponse()),
    ],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/client-fails',
    summary: 'A client that resets amid its request, while waiting, and amid the answer.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    option abortonclose
    timeout server 600
    server s1 {{s1}}
`,
    normalise: [
      {
        pattern: /(\d\/-1\/)\d+( -1 0 - - CD-- .*"POST)/,
        replacement: '$1<ms>$2',
        reason: 'HAProxy may hold the first bytes of a body back for 200 ms in expectation of more',
      },
      {
        pattern: /(0\/0\/0\/0\/)(?:0|300)( 200 54 - - CD-- .*"GET \/answer)/,
        replacement: '$1<ms>$2',
        reason: 'HAProxy may hold the first bytes of a body back for 200 ms in expectation of more',
      },
    ],
    servers: {
      s1: scriptedServer(
        [receiveText('0123'), reach('body'), receiveEnd()],
        [receiveRequest(), reach('request'), receiveEnd()],
        [receiveRequest(), send(`${LENGTH_10}0123`), receiveEnd()],
      ),
    },
    steps: [
      client('head', 'fe', send('GET / HTTP/1.1\r\nHost: a\r\n'), pause(50), { kind: 'reset' }),
      client(
        'body',
        'fe',
        sendHead('POST / HTTP/1.1', 'Host: a', 'Content-Length: 9'),
        send('0123'),
        awaitPoint('body'),
        {
          kind: 'reset',
        },
      ),
      client('waiting', 'fe', get('/waiting'), awaitPoint('request'), { kind: 'reset' }),
      client('answer', 'fe', get('/answer'), receiveText('0123'), { kind: 'reset' }),
    ],
  }),
]
