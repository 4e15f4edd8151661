/** Persistence of connections on both sides, by version, header and option. */
import {
  client,
  defineScenario,
  HTTP,
  identifyingServer,
  receiveEnd,
  receiveRequest,
  receiveResponse,
  receiveResponseToHead,
  scriptedServer,
  send,
  sendHead,
} from '../../src/index.ts'

const get = (uri: string, ...headers: readonly string[]) =>
  sendHead(`GET ${uri} HTTP/1.1`, 'Host: example.test', ...headers)
const get10 = (uri: string, ...headers: readonly string[]) => sendHead(`GET ${uri} HTTP/1.0`, ...headers)

const LISTEN = `${HTTP}
listen fe
    bind {{fe}}
    server s1 {{s1}}
`

export const scenarios = [
  defineScenario({
    name: 'http/keep-alive',
    summary: 'Two requests on one connection share one connection to the server.',
    config: LISTEN,
    servers: { s1: identifyingServer() },
    steps: [
      client('c1', 'fe', get('/one'), receiveResponse(), get('/two', 'X-Mixed-Case: Value'), receiveResponse()),
      client('c2', 'fe', get('/three'), receiveResponse()),
    ],
  }),
  defineScenario({
    name: 'http/connection-close',
    summary: 'Connection: close ends the client’s connection after the answer, and the server’s likewise.',
    config: LISTEN,
    servers: { s1: identifyingServer() },
    steps: [
      client('c', 'fe', get('/', 'Connection: close'), receiveEnd()),
      client('mixed', 'fe', get('/', 'connection: Keep-Alive, CLOSE, X-Hop', 'X-Hop: kept?'), receiveEnd()),
    ],
  }),
  defineScenario({
    name: 'http/server-closes',
    summary: 'Connection: close of the server concerns the server’s connection alone.',
    config: LISTEN,
    servers: { s1: identifyingServer('Connection: close') },
    steps: [client('c', 'fe', get('/1'), receiveResponse(), get('/2'), receiveResponse())],
  }),
  defineScenario({
    name: 'http/version-1-0',
    summary: 'HTTP/1.0 clients without and with keep-alive.',
    config: LISTEN,
    servers: { s1: identifyingServer() },
    steps: [
      client('plain', 'fe', get10('/plain'), receiveEnd()),
      client('with-host', 'fe', get10('/host', 'Host: h.test'), receiveEnd()),
      client('kept', 'fe', get10('/1', 'Connection: keep-alive'), receiveResponse(), get10('/2'), receiveEnd()),
    ],
  }),
  defineScenario({
    name: 'http/version-1-0-server',
    summary: 'Answers of HTTP/1.0 servers, with and without keep-alive.',
    config: LISTEN,
    servers: {
      s1: scriptedServer(
        [receiveRequest(), send('HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'), receiveEnd()],
        [
          receiveRequest(),
          send('HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok'),
          receiveRequest(),
          send('HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nend'),
          receiveEnd(),
        ],
      ),
    },
    steps: [
      client('c1', 'fe', get('/1'), receiveResponse()),
      client('c2', 'fe', get('/2'), receiveResponse(), get('/3'), receiveResponse()),
      client('c3', 'fe', get10('/4'), receiveEnd()),
    ],
  }),
  defineScenario({
    name: 'http/pipelining',
    summary: 'Requests sent together are answered in order.',
    config: LISTEN,
    servers: { s1: identifyingServer() },
    steps: [
      client(
        'c',
        'fe',
        send('GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc'),
        send('GET /3 HTTP/1.1\r\nHost: a\r\n\r\n'),
        receiveResponse(),
        receiveResponse(),
        receiveResponse(),
      ),
      client('blank-lines', 'fe', send('\r\n\r\nGET /4 HTTP/1.1\r\nHost: a\r\n\r\n'), receiveResponse()),
    ],
  }),
  defineScenario({
    name: 'http/server-close-option',
    summary: 'http-server-close, httpclose and the default, one frontend each.',
    config: `${HTTP}
listen keep
    bind {{keep}}
    server s1 {{s1}}
listen server-close
    bind {{server_close}}
    option http-server-close
    server s1 {{s2}}
listen close
    bind {{close}}
    option httpclose
    server s1 {{s3}}
`,
    servers: { s1: identifyingServer(), s2: identifyingServer(), s3: identifyingServer() },
    steps: [
      client('keep', 'keep', get('/1'), receiveResponse(), get('/2'), receiveResponse()),
      client('server-close', 'server_close', get('/1'), receiveResponse(), get('/2'), receiveResponse()),
      client('close', 'close', get('/1'), receiveEnd()),
      client('close-10', 'close', get10('/1', 'Connection: keep-alive'), receiveEnd()),
    ],
  }),
  defineScenario({
    name: 'http/reuse',
    summary: 'Idle connections to the server by http-reuse mode: each client’s own or shared.',
    config: `${HTTP}
listen never
    bind {{never}}
    http-reuse never
    server s1 {{s1}}
listen safe
    bind {{safe}}
    http-reuse safe
    server s1 {{s2}}
listen aggressive
    bind {{aggressive}}
    http-reuse aggressive
    server s1 {{s3}}
listen always
    bind {{always}}
    http-reuse always
    server s1 {{s4}}
`,
    servers: { s1: identifyingServer(), s2: identifyingServer(), s3: identifyingServer(), s4: identifyingServer() },
    steps: ['never', 'safe', 'aggressive', 'always'].flatMap((to) => [
      client(`${to}-1`, to, get('/1'), receiveResponse(), get('/2'), receiveResponse()),
      client(`${to}-2`, to, get('/3'), receiveResponse(), get('/4'), receiveResponse()),
    ]),
  }),
  defineScenario({
    name: 'http/head-requests',
    summary: 'HEAD, 204 and 304 carry no body, whatever their headers say.',
    config: LISTEN,
    servers: {
      s1: scriptedServer([
        receiveRequest(),
        send('HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n'),
        receiveRequest(),
        send('HTTP/1.1 204 No Content\r\n\r\n'),
        receiveRequest(),
        send('HTTP/1.1 304 Not Modified\r\nContent-Length: 55\r\nETag: "x"\r\n\r\n'),
        receiveRequest(),
        send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'),
        receiveEnd(),
      ]),
    },
    steps: [
      client(
        'c',
        'fe',
        sendHead('HEAD /1 HTTP/1.1', 'Host: a'),
        receiveResponseToHead(),
        get('/2'),
        receiveResponse(),
        get('/3'),
        receiveResponse(),
        sendHead('HEAD /4 HTTP/1.1', 'Host: a'),
        receiveResponseToHead(),
      ),
    ],
  }),
]
