/** Which bodies are packed, with what, and what becomes of the messages (manual 4.2, `compression`). */
import {
  client,
  defineScenario,
  HTTP,
  receiveEnd,
  receiveRequest,
  receiveResponse,
  receiveResponseToHead,
  scriptedServer,
  send,
  sendHead,
  unpackedBodies,
} from '../../src/index.ts'

const BASE = `${HTTP}    log-format "%ST %B %{+Q}r %[res.comp] %[res.comp_algo]"
`

interface Case {
  readonly request?: readonly string[]
  readonly response?: readonly string[]
  readonly body?: string
  /** Sent to port `fe` unless told. */
  readonly port?: string
  readonly start?: string
  readonly status?: string
}

const BODY = 'hello '.repeat(20)
const html = 'Content-Type: text/html'

/** One request each, to a server that answers the nth connection with the nth response. */
function scenario(name: string, summary: string, config: string, cases: Readonly<Record<string, Case>>) {
  const rows = Object.entries(cases)
  return defineScenario({
    name,
    summary,
    config: `${BASE}${config}`,
    servers: {
      s1: scriptedServer(
        ...rows.map(([, { response = [html], body = BODY, status = '200 OK' }]) => {
          const isFramed = response.some((line) => /^(?:transfer-encoding|content-length):/i.test(line))
          const lines = isFramed ? response : [...response, `Content-Length: ${body.length}`]
          const version = status.includes('/') ? '' : 'HTTP/1.1 '
          return [receiveRequest(), send(`${version}${status}\r\n${lines.join('\r\n')}\r\n\r\n${body}`), receiveEnd()]
        }),
      ),
    },
    steps: rows.map(([title, { request = ['Accept-Encoding: gzip'], port = 'fe', start = 'GET / HTTP/1.1' }]) =>
      client(
        title,
        port,
        sendHead(start, 'Host: a', ...request),
        start.startsWith('HEAD') ? receiveResponseToHead() : receiveResponse(),
      ),
    ),
    normalise: [unpackedBodies],
  })
}

const accepts = (value: string): Case => ({ request: [`Accept-Encoding: ${value}`] })
const answers = (...response: string[]): Case => ({ response })
const agent = (value: string): Case => ({ request: ['Accept-Encoding: gzip', `User-Agent: ${value}`] })

export const scenarios = [
  scenario(
    'http/compression-responses',
    'What a response must be like to be packed.',
    `listen fe
    bind {{fe}}
    compression algo gzip
    compression type text/html
    http-response set-header x-early %[res.comp]
    http-after-response set-header x-late %[res.comp]/%[res.hdr(content-encoding)]
    server s1 {{s1}}
`,
    {
      plain: {},
      'type in capitals': answers('Content-Type: TEXT/HTML'),
      'type with a parameter': answers('Content-Type: text/html; charset=utf-8'),
      'longer type': answers('Content-Type: text/htmlx'),
      'other type': answers('Content-Type: text/css'),
      'no type': answers('X: y'),
      multipart: answers('Content-Type: multipart/form-data'),
      'two types': answers(html, 'Content-Type: image/png'),
      encoded: answers(html, 'Content-Encoding: br'),
      'encoded as identity': answers(html, 'Content-Encoding: identity'),
      'no-transform': answers(html, 'Cache-Control: public, No-Transform'),
      'no-transform in a later line': answers(html, 'Cache-Control: public', 'Cache-Control: no-transform'),
      'not quite no-transform': answers(html, 'Cache-Control: no-transformx'),
      'strong tag': answers(html, 'ETag: "abc"'),
      'weak tag': answers(html, 'ETag: W/"abc"'),
      'bad tag': answers(html, 'ETag: abc'),
      'two tags': answers(html, 'ETag: "a"', 'ETag: "b"'),
      varying: answers(html, 'Vary: Origin'),
      'varying already': answers(html, 'Vary: Accept-Encoding'),
      ranges: answers(html, 'Accept-Ranges: bytes', 'Content-MD5: x'),
      created: { status: '201 Created' },
      accepted: { status: '202 Accepted' },
      'non-authoritative': { status: '203 So' },
      'no content': { status: '204 No', body: '', response: [html, 'Content-Length: 0'] },
      'reset content': { status: '205 No' },
      partial: { status: '206 Part', response: [html, 'Content-Range: bytes 0-119/200'] },
      'not modified': { status: '304 Same', body: '', response: [html, 'ETag: "a"', 'Content-Length: 7'] },
      'not found': { status: '404 No' },
      'http 1.0': { status: 'HTTP/1.0 200 OK' },
      empty: { body: '' },
      chunked: {
        response: [html, 'Transfer-Encoding: chunked'],
        body: '5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nX-Trailer: t\r\n\r\n',
      },
      'empty chunks': { response: [html, 'Transfer-Encoding: chunked'], body: '0\r\n\r\n' },
      head: { start: 'HEAD / HTTP/1.1', body: '', response: [html, 'Content-Length: 120'] },
      'to http 1.0': { start: 'GET / HTTP/1.0' },
      posted: { start: 'POST / HTTP/1.1', request: ['Accept-Encoding: gzip', 'Content-Length: 0'] },
    },
  ),
  scenario(
    'http/compression-clients',
    'Which clients get packed bodies.',
    `listen fe
    bind {{fe}}
    compression algo deflate gzip
    compression offload
    server s1 {{s1}}
`,
    {
      'no header': { request: [] },
      gzip: accepts('gzip'),
      'in capitals': accepts('GZIP'),
      'x-gzip': accepts('x-gzip'),
      'br or gzip': accepts('br, gzip'),
      br: accepts('br'),
      'any coding': accepts('*'),
      'gzip is bad': accepts('gzip;q=0'),
      'gzip is a little good': accepts('gzip;q=0.001'),
      'weights prefer deflate': accepts('gzip;q=0.5, deflate;q=0.6'),
      'order prefers deflate': accepts('deflate, gzip'),
      'two lines': { request: ['Accept-Encoding: br', 'Accept-Encoding: deflate'] },
      'old browser': agent('Mozilla/4.0'),
      'msie 6': agent('Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)'),
      'msie 6 with sp2': agent('Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)'),
      'msie 8': agent('Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)'),
    },
  ),
  scenario(
    'http/compression-proxies',
    'Algorithms and types of frontends and backends together, and algorithms without compression.',
    `frontend one
    bind {{one}}
    compression algo gzip
    default_backend one-behind
backend one-behind
    compression algo raw-deflate
    compression type text/html
    server s1 {{s1}}
frontend two
    bind {{two}}
    compression type text/html
    compression offload
    default_backend two-behind
backend two-behind
    compression algo gzip
    server s1 {{s1}}
frontend three
    bind {{three}}
    filter compression
    default_backend three-behind
backend three-behind
    filter compression
    compression algo deflate
    server s1 {{s1}}
listen four
    bind {{four}}
    filter compression
    server s1 {{s1}}
listen five
    bind {{five}}
    compression algo gzip identity
    server s1 {{s1}}
listen six
    bind {{six}}
    compression algo gzip
    http-request del-header accept-encoding
    server s1 {{s1}}
listen seven
    bind {{seven}}
    compression algo gzip
    http-response set-status 404
    http-response del-header content-type
    server s1 {{s1}}
`,
    {
      'gzip in front only': { port: 'one' },
      'deflate behind': { port: 'one', ...accepts('gzip;q=0.9, deflate;q=0.1') },
      'types in front, algorithm behind': { port: 'two' },
      'other type': { port: 'two', ...answers('Content-Type: text/css') },
      'filters on both': { port: 'three', ...accepts('deflate') },
      'filter without algorithm': { port: 'four' },
      identity: { port: 'five', request: [], response: [html, 'ETag: "a"'] },
      'gzip before identity': { port: 'five' },
      'rules take the header away': { port: 'six' },
      'rules change the response': { port: 'seven' },
    },
  ),
]
