/** How bodies are framed in both directions, and what the log counts. */
import {
  client,
  close,
  defineScenario,
  earlyErrorsInLowerCase,
  HTTP,
  identifyingServer,
  pause,
  receiveEnd,
  receiveRequest,
  receiveResponse,
  receiveText,
  scriptedServer,
  send,
  sendHead,
  wait,
} from '../../src/index.ts'

const LISTEN = `${HTTP}
listen fe
    bind {{fe}}
    server s1 {{s1}}
`
const GET = sendHead('GET / HTTP/1.1', 'Host: a')
const POST = ['POST / HTTP/1.1', 'Host: a']

/** A server that answers each connection's single request with these bytes, and closes when told. */
const answers = (...responses: readonly { readonly bytes: string; readonly closes?: boolean }[]) =>
  scriptedServer(
    ...responses.map(({ bytes, closes }) => [receiveRequest(), send(bytes), closes ? close() : receiveEnd()]),
  )

export const scenarios = [
  defineScenario({
    name: 'http/response-bodies',
    summary: 'Responses by length, chunked with trailers and extensions, until close, empty.',
    config: LISTEN,
    servers: {
      s1: answers(
        { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Case: Kept\r\n\r\nhello' },
        { bytes: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n' },
        { bytes: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Trailer: t\r\n\r\n' },
        { bytes: 'HTTP/1.1 200 OK\r\n\r\nuntil close', closes: true },
        { bytes: 'HTTP/1.0 200 OK\r\n\r\nuntil close', closes: true },
        { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' },
        { bytes: 'HTTP/1.1 404 Nope Nope\r\nContent-Length: 0\r\n\r\n' },
        { bytes: 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n' },
        { bytes: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n' },
        { bytes: 'HTTP/1.1 200 OK\r\n\r\nuntil close', closes: true },
      ),
    },
    steps: [
      ...['length', 'chunked', 'trailer', 'until-close', 'until-close-10', 'empty', 'reason', 'no-reason'].map((name) =>
        client(name, 'fe', GET, receiveResponse()),
      ),
      client('chunked-to-10', 'fe', sendHead('GET / HTTP/1.0'), receiveEnd()),
      client('until-close-to-10', 'fe', sendHead('GET / HTTP/1.0'), receiveEnd()),
    ],
  }),
  defineScenario({
    name: 'http/request-bodies',
    summary: 'Request bodies by length and chunked, whole and in pieces, with the server seeing the same bytes.',
    config: LISTEN,
    normalise: [
      {
        pattern: /\/(?:0|300)\/(?:0|300) 200 79 /,
        replacement: '/<ms>/<ms> 200 79 ',
        reason: 'HAProxy may hold the first bytes of a body back for 200 ms in expectation of more',
      },
    ],
    servers: { s1: identifyingServer() },
    steps: [
      client('length', 'fe', sendHead(...POST, 'Content-Length: 5'), send('hello'), receiveResponse()),
      client(
        'pieces',
        'fe',
        sendHead(...POST, 'Content-Length: 5'),
        pause(30),
        send('he'),
        pause(30),
        send('llo'),
        receiveResponse(),
      ),
      client('empty', 'fe', sendHead(...POST, 'Content-Length: 0'), receiveResponse()),
      client('none', 'fe', sendHead(...POST), receiveResponse()),
      client(
        'chunked',
        'fe',
        sendHead(...POST, 'Transfer-Encoding: chunked'),
        send('5\r\nhello\r\n0\r\n\r\n'),
        receiveResponse(),
      ),
      client(
        'trailer',
        'fe',
        sendHead(...POST, 'Transfer-Encoding: chunked'),
        send('1\r\na\r\n0\r\nX-T: 1\r\n\r\n'),
        receiveResponse(),
      ),
      client(
        'get-with-body',
        'fe',
        sendHead('GET / HTTP/1.1', 'Host: a', 'Content-Length: 2'),
        send('hi'),
        receiveResponse(),
      ),
      client(
        'delete',
        'fe',
        sendHead('DELETE /x HTTP/1.1', 'Host: a', 'Content-Length: 2'),
        send('hi'),
        receiveResponse(),
      ),
      client('unknown-method', 'fe', sendHead('BREW /pot HTTP/1.1', 'Host: a'), receiveResponse()),
    ],
  }),
  defineScenario({
    name: 'http/large-bodies',
    summary: 'Bodies far larger than a buffer pass unchanged in both directions.',
    config: LISTEN,
    servers: {
      s1: scriptedServer([
        receiveRequest(),
        send('HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n', 'response. '.repeat(30_000)),
        receiveEnd(),
      ]),
    },
    steps: [
      client(
        'c',
        'fe',
        sendHead(...POST, 'Content-Length: 200000'),
        send('a request '.repeat(20_000)),
        receiveResponse(),
      ),
    ],
  }),
  defineScenario({
    name: 'http/expect-continue',
    summary: 'The server’s 100 reaches the client before the body is sent; other interim answers pass as well.',
    config: LISTEN,
    servers: {
      s1: scriptedServer(
        [
          receiveText('\r\n\r\n'),
          send('HTTP/1.1 100 Continue\r\n\r\n'),
          receiveText('hello'),
          send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
          receiveEnd(),
        ],
        [
          receiveText('\r\n\r\n'),
          send('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'),
          send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
          receiveEnd(),
        ],
        [receiveText('\r\n\r\n'), send('HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n'), receiveEnd()],
      ),
    },
    steps: [
      client(
        'continue',
        'fe',
        sendHead(...POST, 'Content-Length: 5', 'Expect: 100-continue'),
        receiveResponse(),
        send('hello'),
        receiveResponse(),
      ),
      client('hints', 'fe', GET, receiveResponse(), receiveResponse()),
      client('refused', 'fe', sendHead(...POST, 'Content-Length: 5', 'Expect: 100-continue'), receiveResponse()),
      wait(50),
    ],
  }),
  defineScenario({
    name: 'http/upgrade',
    summary: 'After 101 the connection is a tunnel with its own timeout; without agreement it stays HTTP.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    timeout client 1200
    timeout server 1500
    timeout tunnel 600
    server s1 {{s1}}
`,
    servers: {
      s1: scriptedServer(
        [
          receiveRequest(),
          send('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'),
          send('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n'),
          send('\x81\x02hi'),
          receiveText('bye'),
          send('\x88\x00'),
          close(),
        ],
        [
          receiveRequest(),
          send('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'),
          send('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n'),
          receiveEnd(),
        ],
        [
          receiveRequest(),
          send('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
          receiveEnd(),
        ],
        [
          receiveRequest(),
          send('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n'),
          receiveText('ping'),
          send('pong'),
          receiveEnd(),
        ],
        [receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno'), receiveEnd()],
        [receiveRequest(), send('HTTP/1.1 200 Connected\r\n\r\n'), receiveText('ping'), send('pong'), receiveEnd()],
      ),
    },
    steps: [
      client('websocket', 'fe', upgrade(), receiveResponse(), receiveText('hi'), send('bye'), receiveEnd()),
      client('silent', 'fe', upgrade(), receiveEnd()),
      client('without-accept-key', 'fe', upgrade(), receiveEnd()),
      client(
        'other-protocol',
        'fe',
        sendHead('GET / HTTP/1.1', 'Host: a', 'Connection: upgrade', 'Upgrade: echo'),
        send('ping'),
        receiveResponse(),
        receiveText('pong'),
      ),
      client('declined', 'fe', upgrade(), receiveResponse()),
      client(
        'connect',
        'fe',
        sendHead('CONNECT a.test:443 HTTP/1.1', 'Host: a.test:443'),
        receiveText('\r\n\r\n'),
        send('ping'),
        receiveText('pong'),
      ),
    ],
    since: [
      {
        at: 'logs.2',
        change: (line) => String(line).replace(' 502 209 ', ' 502 84 '),
        reason: '3.4: %B is what the server sent, without the answer that replaces it',
      },
    ],
  }),
  defineScenario({
    name: 'http/balance-check-post',
    summary: 'The parameter that a server is chosen by comes in the body of a POST request, behind its head.',
    config: `${HTTP}
listen fe
    bind {{fe}}
    balance url_param id check_post
    server s1 {{s1}}
    server s2 {{s2}}
    server s3 {{s3}}
`,
    servers: { s1: identifyingServer(), s2: identifyingServer(), s3: identifyingServer() },
    steps: ['a', 'b', 'c', 'd', 'e'].flatMap((id) => [
      client(
        `late-${id}`,
        'fe',
        sendHead(...POST, 'Content-Type: application/x-www-form-urlencoded', 'Content-Length: 8'),
        pause(100),
        send(`x=1&id=${id}`),
        receiveResponse(),
      ),
      client(`uri-${id}`, 'fe', sendHead(`GET /?id=${id} HTTP/1.1`, 'Host: a'), receiveResponse()),
    ]),
    normalise: [
      { pattern: / \d+\/\d+\/\d+\/\d+\/\d+ 200 /, replacement: ' <timers> 200 ', reason: 'the body comes late' },
    ],
  }),
  ...['', 'h1-accept-payload-with-any-method'].map((line) =>
    defineScenario({
      name: `http/unlikely-payloads${line === '' ? '' : '-accepted'}`,
      summary: 'Bodies of HTTP/1.0 requests with methods that have none as a rule.',
      config: `${HTTP.replace('nbthread 1', `nbthread 1\n    ${line}`)}
listen fe
    bind {{fe}}
    server s1 {{s1}}
`,
      servers: { s1: identifyingServer() },
      since: line === '' ? [earlyErrorsInLowerCase()] : [],
      steps: ['GET', 'HEAD', 'DELETE', 'POST', 'OPTIONS'].flatMap((method) => [
        client(
          `${method}-length`,
          'fe',
          sendHead(`${method} / HTTP/1.0`, 'Content-Length: 3'),
          send('abc'),
          receiveEnd(),
        ),
        client(`${method}-empty`, 'fe', sendHead(`${method} / HTTP/1.0`, 'Content-Length: 0'), receiveEnd()),
        client(
          `${method}-chunked`,
          'fe',
          sendHead(`${method} / HTTP/1.0`, 'Transfer-Encoding: chunked'),
          send('3\r\nabc\r\n0\r\n\r\n'),
          receiveEnd(),
        ),
      ]),
    }),
  ),
]

function upgrade() {
  return sendHead(
    'GET /chat HTTP/1.1',
    'Host: a',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
  )
}
