/** Fetches over what a TCP client or server sent first: every expression over every payload. */
import {
  client,
  defineScenario,
  end,
  receiveEnd,
  type SinceOverride,
  scriptedServer,
  send,
  TCP,
} from '../../src/index.ts'
import { asDigits, sampleGroup } from '../../src/sample-answers.ts'

const u16 = (value: number): string => String.fromCharCode(value >> 8, value & 255)
const u24 = (value: number): string => String.fromCharCode(value >> 16) + u16(value & 0xffff)
const block16 = (text: string): string => u16(text.length) + text
const block8 = (text: string): string => String.fromCharCode(text.length) + text
const extension = (type: number, body: string): string => u16(type) + block16(body)

interface Hello {
  readonly record?: number
  readonly version?: number
  readonly session?: string
  readonly extensions?: string
  readonly handshake?: number
}

/** A ClientHello in one record (RFC 8446 §4.1.2). */
function hello({ record = 0x0301, version = 0x0303, session = '', extensions, handshake = 1 }: Hello): string {
  const body = [
    u16(version),
    '0123456789abcdefghijklmnopqrstuv',
    block8(session),
    block16(`${u16(0x1301)}${u16(0xc02f)}${u16(0x00ff)}`),
    block8('\0'),
    extensions === undefined ? '' : block16(extensions),
  ].join('')
  const message = String.fromCharCode(handshake) + u24(body.length) + body
  return `\x16${u16(record)}${block16(message)}`
}

const sni = (name: string): string => extension(0, block16(`\0${block16(name)}`))
const alpn = (...protocols: string[]): string => extension(16, block16(protocols.map(block8).join('')))
const groups = extension(10, block16(u16(0x001d) + u16(0x0017)))
const versions = extension(43, block8(u16(0x0304) + u16(0x0303)))
const ticket = (text: string): string => extension(35, text)
const rdp = (cookie: string): string => {
  const body = `\xe0\0\0\0\0\0Cookie: ${cookie}\r\n\x01\0\x08\0\0\0\0\0`
  return `\x03\0${u16(body.length + 5)}${String.fromCharCode(body.length)}${body}`
}

const payloads: Readonly<Record<string, string>> = {
  nothing: '',
  byte: 'x',
  text: 'hello world\n',
  binary: '\x00\x05abcde\xff\x00\x02zz',
  lengths: '\x03abc\x00\x04wxyz\x00\x00\x01',
  http: 'GET /x?y HTTP/1.1\r\nHost: a.test\r\nX: 1\r\n\r\n',
  notHttp: 'GET\r\n\r\n',
  rdp: rdp('mstshash=user1'),
  rdpOther: rdp('msts=3640205228.15629.0000'),
  rdpBroken: '\x03\0\0\x20\x1b\xe0\0\0\0\0\0Cookie: mstshash',
  plainHello: hello({}),
  sniHello: hello({ extensions: `${sni('www.Example.test')}${groups}${alpn('h2', 'http/1.1')}` }),
  tls13: hello({ session: 'S'.repeat(32), extensions: `${versions}${sni('x')}${ticket('')}${alpn('acme-tls/1')}` }),
  ticketHello: hello({ record: 0x0303, version: 0x0302, extensions: `${ticket('opaque-ticket')}` }),
  oldHello: hello({ record: 0x0300, version: 0x0300 }),
  serverHello: hello({ handshake: 2 }),
  emptySni: hello({ extensions: sni('') }),
  cutHello: hello({ extensions: sni('cut.example.test') }).slice(0, 60),
  alert: '\x15\x03\x03\x00\x02\x02\x28',
  ssl2: '\x80\x2e\x01\x03\x01\x00\x15\x00\x00\x00\x10',
}

const expressions: readonly string[] = [
  ...['req.len', 'req_len', 'wait_end', 'req.proto_http', 'req_proto_http'],
  ...asDigits(
    'req.payload(0,0)',
    'req.payload(0,3)',
    'req.payload(2,2)',
    'payload(1,1)',
    'payload(0,99)',
    'payload(5,0)',
  ),
  ...asDigits(
    'req.payload_lv(0,1)',
    'payload_lv(0,2)',
    'payload_lv(4,2)',
    'req.payload_lv(0,1,2)',
    'payload_lv(0,1,+1)',
    'payload_lv(0,1,4)',
  ),
  ...asDigits('payload_lv(43,1)', 'payload_lv(0,2,-2)', 'payload_lv(90,1)'),
  ...['rdp_cookie', 'rdp_cookie(mstshash)', 'req.rdp_cookie(msts)', 'req.rdp_cookie_cnt', 'rdp_cookie_cnt(mstshash)'],
  ...['rdp_cookie(none)', 'rdp_cookie_cnt(none)', 'req.rdp_cookie'],
  ...[
    'req.ssl_hello_type',
    'req_ssl_hello_type',
    'req.ssl_sni',
    'req_ssl_sni',
    'req.ssl_ver',
    'req_ssl_ver',
    'req.ssl_alpn',
  ],
  ...['req.ssl_ec_ext', 'req.ssl_st_ext', 'req.ssl_sni,lower', 'req.ssl_sni,length', 'req.ssl_ver,hex'],
]

const answers: Readonly<Record<string, string>> = {
  serverHello: hello({ handshake: 2 }),
  certificate: hello({ handshake: 11 }),
  text: '220 smtp.test ESMTP\r\n',
  binary: '\x00\x02ab\xff\x01z',
  http: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  byte: '\x16',
}
const responseExpressions: readonly string[] = [
  ...['res.len', 'rep_ssl_hello_type', 'res.ssl_hello_type'],
  ...asDigits('res.payload(0,0)', 'res.payload(0,2)', 'res.payload(3,2)', 'res.payload_lv(0,2)', 'res.payload_lv(0,1)'),
  ...['srv_name', 'srv_id', 'be_name', 'wait_end'],
]

/** The log line says what the variables hold: digits for all of it, because the line escapes what it likes. */
const lineOf = (each: readonly string[]): string =>
  each.map((expression, index) => `${expression.replaceAll(',', '~')}=<%[var(txn.s${index})]>`).join(' ')

const response = sampleGroup('tcp-response content', responseExpressions, 'if WAIT_END')

/** Long lines, so that none is cut. */
const LONG_LINES = TCP.replace('    option tcplog\n', '').replace('{{log}} local0', '{{log}} len 8192 local0')

/** Behind the length field at 0, the bytes at an absolute offset: 2.6 halves it. */
const absoluteOffsets: readonly SinceOverride[] = Object.values(payloads).flatMap((bytes, at) =>
  [
    ['req.payload_lv(0~1~2)', 2],
    ['payload_lv(0~1~4)', 4],
  ].flatMap(([expression, offset]): SinceOverride[] => {
    const length = bytes.charCodeAt(0)
    const start = Number(offset)
    if (!(length > 0) || bytes.length < start + length) return []
    const digits = Buffer.from(bytes.slice(start, start + length), 'latin1')
      .toString('hex')
      .toUpperCase()
    return [
      {
        at: `logs.${at}`,
        change: (line) =>
          String(line).replace(`${expression}~hex=<${halved(bytes, start)}>`, `${expression}~hex=<${digits}>`),
        reason: 'manual 7.3.5: the second offset counts from the beginning; 2.6 halves it',
      },
    ]
  }),
)

function halved(bytes: string, offset: number): string {
  const start = offset / 2
  const slice = bytes.slice(start, start + bytes.charCodeAt(0))
  return Buffer.from(slice, 'latin1').toString('hex').toUpperCase()
}

/** `log-format` lines end at some length, so a few at a time. */
const slices = (each: readonly string[], size: number): (readonly string[])[] =>
  Array.from({ length: Math.ceil(each.length / size) }, (_, at) => each.slice(at * size, (at + 1) * size))

export const scenarios = [
  ...slices(expressions, 17).map((some, at) =>
    defineScenario({
      name: `samples/payload-request-${at + 1}`,
      summary: 'Fetches over what a client sent first.',
      config: `${LONG_LINES}
frontend front
    bind {{front}}
    tcp-request inspect-delay 300ms
${sampleGroup('tcp-request content', some, 'if WAIT_END').rules}
    log-format "${lineOf(some)}"
    default_backend be
backend be
    server s1 {{s1}}
`,
      servers: { s1: scriptedServer([send('bye'), end()]) },
      since: at === 0 ? absoluteOffsets : [],
      steps: Object.entries(payloads).map(([name, bytes]) =>
        client(name, 'front', ...(bytes === '' ? [] : [send(bytes)]), receiveEnd()),
      ),
    }),
  ),
  defineScenario({
    name: 'samples/payload-response',
    summary: 'Fetches over what a server sent first.',
    config: `${LONG_LINES}
frontend front
    bind {{front}}
    log-format "${lineOf(responseExpressions)}"
    default_backend be
backend be
    tcp-response inspect-delay 300ms
${response.rules}
    server s1 {{s1}} id 4
`,
    servers: { s1: scriptedServer(...Object.values(answers).map((bytes) => [send(bytes), receiveEnd(1200), end()])) },
    steps: Object.keys(answers).map((name) =>
      client(name, 'front', send('x'), { kind: 'listen', forMs: 600 }, end(), receiveEnd()),
    ),
  }),
]
