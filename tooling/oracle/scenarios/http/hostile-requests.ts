/**
 * Requests that disagree about where they end, or break the grammar: each is sent alone on its connection, and the
 * exact bytes that the client and the server receive are compared.
 */
import {
  client,
  defineScenario,
  earlyErrorsInLowerCase,
  HTTP,
  identifyingServer,
  listenFor,
  type SinceOverride,
  send,
} from '../../src/index.ts'

const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n'
const POST = 'POST / HTTP/1.1\r\nHost: a\r\n'
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n'
const CHUNKED = 'Transfer-Encoding: chunked\r\n'

const FRAMING: Readonly<Record<string, string>> = {
  'length-and-chunked': `${POST}Content-Length: 5\r\n${CHUNKED}\r\n0\r\n\r\n${SMUGGLED}`,
  'chunked-and-length': `${POST}${CHUNKED}Content-Length: 5\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'two-lengths-differ': `${POST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello${SMUGGLED}`,
  'two-lengths-same': `${POST}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`,
  'length-list-same': `${POST}Content-Length: 5, 5\r\n\r\nhello`,
  'length-list-differs': `${POST}Content-Length: 5, 6\r\n\r\nhello!`,
  'length-plus': `${POST}Content-Length: +5\r\n\r\nhello`,
  'length-minus': `${POST}Content-Length: -5\r\n\r\nhello`,
  'length-hex': `${POST}Content-Length: 0x5\r\n\r\nhello`,
  'length-empty': `${POST}Content-Length:\r\n\r\nhello`,
  'length-spaces': `${POST}Content-Length:   5  \r\n\r\nhello`,
  'length-huge': `${POST}Content-Length: 99999999999999999999999\r\n\r\nhello`,
  'length-leading-zeros': `${POST}Content-Length: 0005\r\n\r\nhello`,
  'length-with-text': `${POST}Content-Length: 5 bytes\r\n\r\nhello`,
  'chunked-upper': `${POST}Transfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n`,
  'chunked-tab': `${POST}Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n`,
  'chunked-twice': `${POST}${CHUNKED}${CHUNKED}\r\n0\r\n\r\n`,
  'chunked-list': `${POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  'chunked-not-last': `${POST}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`,
  'chunked-identity': `${POST}Transfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
  'chunked-quoted': `${POST}Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n`,
  'chunked-x': `${POST}Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\nhello`,
  'chunked-in-1-0': `POST / HTTP/1.0\r\n${CHUNKED}\r\n0\r\n\r\n`,
  'chunked-and-length-in-1-0': `POST / HTTP/1.0\r\n${CHUNKED}Content-Length: 5\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n`,
  'get-chunked': `${GET}${CHUNKED}\r\n3\r\nabc\r\n0\r\n\r\n`,
  'chunk-size-not-hex': `${POST}${CHUNKED}\r\nxyz\r\nabc\r\n0\r\n\r\n`,
  'chunk-size-empty': `${POST}${CHUNKED}\r\n\r\nabc\r\n0\r\n\r\n`,
  'chunk-size-0x': `${POST}${CHUNKED}\r\n0x3\r\nabc\r\n0\r\n\r\n`,
  'chunk-size-minus': `${POST}${CHUNKED}\r\n-3\r\nabc\r\n0\r\n\r\n`,
  'chunk-size-plus': `${POST}${CHUNKED}\r\n+3\r\nabc\r\n0\r\n\r\n`,
  'chunk-size-leading-space': `${POST}${CHUNKED}\r\n 3\r\nabc\r\n0\r\n\r\n`,
  'chunk-size-trailing-space': `${POST}${CHUNKED}\r\n3 \r\nabc\r\n0\r\n\r\n`,
  'chunk-size-huge': `${POST}${CHUNKED}\r\nfffffffffffffffff\r\nabc\r\n0\r\n\r\n`,
  'chunk-size-leading-zeros': `${POST}${CHUNKED}\r\n0000000000003\r\nabc\r\n0\r\n\r\n`,
  'chunk-extension': `${POST}${CHUNKED}\r\n3;a=b;c="d e"\r\nabc\r\n0;last\r\n\r\n`,
  'chunk-lf-only': `${POST}${CHUNKED}\r\n3\nabc\n0\n\n`,
  'chunk-data-too-long': `${POST}${CHUNKED}\r\n3\r\nabcd\r\n0\r\n\r\n`,
  'chunk-data-without-crlf': `${POST}${CHUNKED}\r\n3\r\nabc0\r\n\r\n`,
  'chunk-cr-in-size': `${POST}${CHUNKED}\r\n3\rX\r\nabc\r\n0\r\n\r\n`,
  'trailer-length': `${POST}${CHUNKED}\r\n0\r\nContent-Length: 9\r\n\r\n`,
}

const GRAMMAR: Readonly<Record<string, string>> = {
  'space-before-colon': `${GET}X-A : 1\r\n\r\n`,
  'length-space-before-colon': `${POST}Content-Length : 5\r\n\r\nhello`,
  'no-colon': `${GET}X-A\r\n\r\n`,
  'empty-name': `${GET}: value\r\n\r\n`,
  'empty-value': `${GET}X-A:\r\n\r\n`,
  'folded-value': `${GET}X-A: 1\r\n folded\r\n\r\n`,
  'folded-with-tab': `${GET}X-A: 1\r\n\tfolded\r\n\r\n`,
  'folded-first-header': `GET / HTTP/1.1\r\n Host: a\r\n\r\n`,
  'nul-in-value': `${GET}X-A: a\0b\r\n\r\n`,
  'nul-in-name': `${GET}X\0A: b\r\n\r\n`,
  'nul-in-uri': 'GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n',
  'control-in-value': `${GET}X-A: a\x01b\x7fc\r\n\r\n`,
  'high-bytes-in-value': `${GET}X-A: \xe9\xff\r\n\r\n`,
  'high-bytes-in-name': `${GET}X-\xe9: a\r\n\r\n`,
  'high-bytes-in-uri': 'GET /\xe9 HTTP/1.1\r\nHost: a\r\n\r\n',
  'cr-in-value': `${GET}X-A: a\rb\r\n\r\n`,
  'cr-cr-lf': `${GET}X-A: a\r\r\n\r\n`,
  'lf-in-value': `${GET}X-A: a\nX-B: b\r\n\r\n`,
  'lf-only': 'GET / HTTP/1.1\nHost: a\n\n',
  'name-characters': `${GET}!#$%&'*+-.^_\`|~09Az: ok\r\n\r\n`,
  'name-with-bracket': `${GET}X(A): 1\r\n\r\n`,
  'name-with-underscore': `${GET}X_A: 1\r\n\r\n`,
  'method-lower': 'get / HTTP/1.1\r\nHost: a\r\n\r\n',
  'method-bad-character': 'G(T / HTTP/1.1\r\nHost: a\r\n\r\n',
  'method-long': `${'M'.repeat(300)} / HTTP/1.1\r\nHost: a\r\n\r\n`,
  'method-empty': ' / HTTP/1.1\r\nHost: a\r\n\r\n',
  'version-0-9': 'GET /\r\n\r\n',
  'version-1-2': 'GET / HTTP/1.2\r\nHost: a\r\n\r\n',
  'version-2-0': 'GET / HTTP/2.0\r\nHost: a\r\n\r\n',
  'version-3-1': 'GET / HTTP/3.1\r\nHost: a\r\n\r\n',
  'version-11-1': 'GET / HTTP/11.1\r\nHost: a\r\n\r\n',
  'version-lower': 'GET / http/1.1\r\nHost: a\r\n\r\n',
  'version-garbage': 'GET / HTTX/1.1\r\nHost: a\r\n\r\n',
  'version-rtsp': 'GET / RTSP/1.0\r\nHost: a\r\n\r\n',
  'version-missing-minor': 'GET / HTTP/1\r\nHost: a\r\n\r\n',
  'spaces-in-line': 'GET  /  HTTP/1.1\r\nHost: a\r\n\r\n',
  'tab-in-line': 'GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n',
  'trailing-space': 'GET / HTTP/1.1 \r\nHost: a\r\n\r\n',
  'space-in-uri': 'GET /a b HTTP/1.1\r\nHost: a\r\n\r\n',
  'fragment-in-uri': 'GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n',
  'uri-empty': 'GET HTTP/1.1\r\nHost: a\r\n\r\n',
  'uri-star': 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
  'uri-relative': 'GET a HTTP/1.1\r\nHost: a\r\n\r\n',
  'uri-absolute': 'GET http://a/b HTTP/1.1\r\nHost: a\r\n\r\n',
  'uri-absolute-other-host': 'GET http://b/c HTTP/1.1\r\nHost: a\r\n\r\n',
  'uri-absolute-no-host': 'GET http://b/c HTTP/1.1\r\n\r\n',
  'host-missing': 'GET / HTTP/1.1\r\n\r\n',
  'host-twice-same': `${GET}Host: a\r\n\r\n`,
  'host-twice-differ': `${GET}Host: b\r\n\r\n`,
  'host-empty': 'GET / HTTP/1.1\r\nHost:\r\n\r\n',
  'host-with-path': 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n',
  'host-with-user': 'GET / HTTP/1.1\r\nHost: u@a\r\n\r\n',
  'host-bad-port': 'GET / HTTP/1.1\r\nHost: a:b\r\n\r\n',
  'connect-without-port': 'CONNECT a HTTP/1.1\r\nHost: a\r\n\r\n',
  'leading-empty-lines': `\r\n\r\n\r\n${GET}\r\n`,
  'leading-lf': `\n${GET}\r\n`,
  'leading-space': ` ${GET}\r\n`,
  'not-http': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'connection-hides-length': `${POST}Connection: Content-Length\r\nContent-Length: 5\r\n\r\nhello`,
  'upgrade-h2c': `${GET}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n`,
}

const SIZES: Readonly<Record<string, string>> = {
  'header-of-15000': `${GET}X-A: ${'a'.repeat(15_000)}\r\n\r\n`,
  'header-of-20000': `${GET}X-A: ${'a'.repeat(20_000)}\r\n\r\n`,
  'uri-of-15000': `GET /${'a'.repeat(15_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  'uri-of-20000': `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  'headers-100': `${GET}${'X: y\r\n'.repeat(99)}\r\n`,
  'headers-101': `${GET}${'X: y\r\n'.repeat(100)}\r\n`,
  'headers-102': `${GET}${'X: y\r\n'.repeat(101)}\r\n`,
}

const NUL_REASON = '3.1: NUL in a header value is refused'
const REFUSED = '<134>127.0.0.1:<port> [<date>] fe fe/<NOSRV> -1/-1/-1/-1/0 400 0 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>"'
/** 2.6 forwards NUL in values. */
const NUL_IN_VALUES: readonly SinceOverride[] = [
  {
    at: 'clients.nul-in-value',
    value: {
      received: [
        'HTTP/1.1 400 Bad request\r\n',
        'content-length: 90\r\n',
        'cache-control: no-cache\r\n',
        'connection: close\r\n',
        'content-type: text/html\r\n',
        '\r\n',
        '<html><body><h1>400 Bad request</h1>\n',
        'Your browser sent an invalid request.\n',
        '</body></html>\n',
      ],
      ending: 'end',
    },
    reason: NUL_REASON,
  },
  {
    at: 'servers.s1',
    change: (connections) =>
      (connections as unknown[]).filter((connection) => !JSON.stringify(connection).includes('\\u0000')),
    reason: NUL_REASON,
  },
  {
    at: `logs.${Object.keys(GRAMMAR).indexOf('nul-in-value')}`,
    value: REFUSED,
    reason: NUL_REASON,
  },
]

const family = (
  name: string,
  summary: string,
  requests: Readonly<Record<string, string>>,
  since: readonly SinceOverride[] = [],
) =>
  defineScenario({
    name: `http/hostile-${name}`,
    summary,
    config: `${HTTP}
listen fe
    bind {{fe}}
    timeout client 600
    timeout http-request 600
    timeout server 600
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: Object.entries(requests).map(([shape, bytes]) => client(shape, 'fe', send(bytes), listenFor(120))),
    since: [earlyErrorsInLowerCase(), ...since],
  })

export const scenarios = [
  family('framing', 'Requests that are ambiguous about the length of their body.', FRAMING),
  family('grammar', 'Requests that break or stretch the grammar of HTTP/1.', GRAMMAR, NUL_IN_VALUES),
  family('sizes', 'Requests near and beyond the limits of size and number.', SIZES),
]
