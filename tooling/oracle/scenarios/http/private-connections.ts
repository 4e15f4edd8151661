/** Server connections that one session keeps to itself, and the server that it stays with because of them. */
import {
  awaitPoint,
  client,
  defineScenario,
  forever,
  HTTP,
  identifyingServer,
  localRepliesLogZero,
  parallel,
  pause,
  reach,
  receiveRequest,
  receiveResponse,
  scriptedServer,
  send,
  sendHead,
} from '../../src/index.ts'

const CLOSING_TOGETHER = {
  pattern: / ---- \d+\/\d+\/\d+\/\d+\//,
  replacement: ' ---- <counts>/',
  reason: 'two clients end at the same time',
}

const get = (uri: string, ...headers: readonly string[]) =>
  sendHead(`GET ${uri} HTTP/1.1`, 'Host: example.test', ...headers)
const exchange = (uri: string, ...headers: readonly string[]) => [get(uri, ...headers), receiveResponse()]
const requests = (count: number, uri = '/') => Array.from({ length: count }, (_, at) => exchange(`${uri}${at}`)).flat()

const backendOf = (...lines: readonly string[]) => `${HTTP}
listen fe
    bind {{fe}}
${lines.map((line) => `    ${line}`).join('\n')}
    server s1 {{s1}} cookie one
    server s2 {{s2}} cookie two
    server s3 {{s3}} cookie three
`
const servers = () => ({ s1: identifyingServer(), s2: identifyingServer(), s3: identifyingServer() })

const challenge = (scheme: string) => [
  receiveRequest(),
  send(`HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${scheme}\r\nContent-Length: 0\r\n\r\n`),
  forever(receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')),
]
const challenging = (scheme: string) => {
  const script = challenge(scheme)
  return scriptedServer(script, script)
}

const lasting = (name: string, lines: readonly string[]) =>
  defineScenario({
    name: `http/prefer-last-server-${name}`,
    summary: `Which servers four requests of a session go to: ${lines.join(', ')}.`,
    config: backendOf(...lines),
    servers: servers(),
    steps: [client('c1', 'fe', ...requests(4)), client('c2', 'fe', ...requests(4))],
  })

export const scenarios = [
  lasting('never-reuse', ['balance roundrobin', 'option prefer-last-server', 'http-reuse never']),
  lasting('shared', ['balance roundrobin', 'option prefer-last-server']),
  lasting('without', ['balance roundrobin', 'http-reuse never']),
  lasting('static-rr', ['balance static-rr', 'option prefer-last-server', 'http-reuse never']),
  lasting('uri', ['balance uri', 'option prefer-last-server', 'http-reuse never']),
  defineScenario({
    name: 'http/prefer-last-server-cookie',
    summary: 'A cookie beats the preference, which goes to the connection that was opened first.',
    config: backendOf(
      'balance roundrobin',
      'option prefer-last-server',
      'http-reuse never',
      'cookie C insert indirect nocache',
    ),
    servers: servers(),
    steps: [
      client(
        'c',
        'fe',
        ...requests(2),
        ...exchange('/two', 'Cookie: C=two'),
        ...requests(2, '/again'),
        ...exchange('/three', 'Cookie: C=three'),
        ...requests(2, '/last'),
      ),
    ],
  }),
  ...(['NTLM', 'Negotiate', 'Basic realm="r", NTLM', 'Basic realm="NTLM"'] as const).map((scheme, at) =>
    defineScenario({
      name: `http/authenticated-connection-${at}`,
      summary: `A connection whose server asked for ${scheme}, and the requests that follow.`,
      config: backendOf('balance roundrobin'),
      servers: { s1: challenging(scheme), s2: challenging(scheme), s3: challenging(scheme) },
      steps: [client('c', 'fe', ...requests(4))],
    }),
  ),
  ...[0, 1].map((limit) =>
    defineScenario({
      name: `http/max-session-srv-conns-${limit}`,
      summary: `A session that may keep ${limit} of its connections.`,
      config: backendOf('balance roundrobin', 'http-reuse never', `max-session-srv-conns ${limit}`),
      servers: servers(),
      steps: [client('c', 'fe', ...requests(7))],
    }),
  ),
  ...[-1, 0, 1].map((limit) =>
    defineScenario({
      name: `http/max-keep-alive-queue-${limit < 0 ? 'none' : limit}`,
      summary: `A session whose server is full, with max-keep-alive-queue ${limit}.`,
      config: `${HTTP}
listen fe
    bind {{fe}}
    balance roundrobin
    option prefer-last-server
    http-reuse never
    max-keep-alive-queue ${limit}
    use-server s1 if { path_beg /held }
    server s1 {{s1}} maxconn 1
    server s2 {{s2}}
`,
      servers: {
        s1: scriptedServer(
          [forever(receiveRequest(), send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\ns1'))],
          [
            receiveRequest(),
            reach('held'),
            awaitPoint('asked'),
            send('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nheld'),
          ],
        ),
        s2: identifyingServer(),
      },
      normalise: [CLOSING_TOGETHER],
      steps: [
        parallel(
          [
            client(
              'c1',
              'fe',
              ...exchange('/first'),
              reach('ready'),
              awaitPoint('held'),
              get('/second'),
              pause(300),
              reach('asked'),
              receiveResponse(),
            ),
          ],
          [client('c2', 'fe', awaitPoint('ready'), get('/held'), receiveResponse())],
        ),
      ],
    }),
  ),
  defineScenario({
    name: 'http/use-proxy-header',
    summary: 'Credentials of requests to a proxy.',
    config: `${HTTP}
userlist u
    user joe insecure-password pw
frontend fe
    bind {{fe}}
    option http-use-proxy-header
    http-request auth realm r unless { http_auth(u) }
    default_backend be
frontend plain
    bind {{plain}}
    http-request auth realm r unless { http_auth(u) }
    default_backend be
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    since: [localRepliesLogZero()],
    steps: ['fe', 'plain'].flatMap((frontend) => [
      ...['GET http://example.test/ HTTP/1.1', 'GET / HTTP/1.1', 'OPTIONS * HTTP/1.1'].flatMap((line, at) =>
        ['Proxy-Authorization', 'Authorization', 'X'].map((name) =>
          client(
            `${frontend}-${at}-${name}`,
            frontend,
            sendHead(line, 'Host: example.test', 'Proxy-Connection: close', `${name}: Basic am9lOnB3`),
            receiveResponse(),
          ),
        ),
      ),
    ]),
  }),
]
