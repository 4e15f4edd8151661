import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Message } from '../message.ts'
import { defaultLimits, HeadParser } from './head-parser.ts'
import { incomplete, refused } from './outcome.ts'

const parser = new HeadParser()
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1')

function request(text: string): string | number {
  const message = new Message()
  const bytes = bytesOf(text)
  const result = parser.parseRequest(bytes, 0, bytes.length, message)
  if (result === incomplete) return 'incomplete'
  if (result === refused) return parser.errorStatus
  return message.head + text.slice(result)
}

function response(text: string): string | number {
  const message = new Message()
  const bytes = bytesOf(text)
  const result = parser.parseResponse(bytes, 0, bytes.length, message)
  if (result === incomplete) return 'incomplete'
  if (result === refused) return parser.errorStatus
  return message.head + text.slice(result)
}

const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n\r\n`
const get = (...headers: string[]): string => lines('GET / HTTP/1.1', ...headers)
const post = (...headers: string[]): string => lines('POST / HTTP/1.1', 'host: a', ...headers)

describe('request heads, as the oracle takes them', () => {
  it.each([
    [
      'names in lower case, values trimmed',
      get('Host: x', 'X-Foo:   Bar  baz \t ', 'Accept:*/*'),
      get('host: x', 'x-foo: Bar  baz', 'accept: */*'),
    ],
    ['own connection tokens are taken out', get('Connection: close', 'A: b'), get('a: b')],
    [
      'other connection tokens stay',
      get('Connection: keep-alive, X-Foo', 'Keep-Alive: 3'),
      get('connection: X-Foo', 'keep-alive: 3'),
    ],
    ['an empty value keeps its space', get('Host:  ', 'X-A:'), get('host: ', 'x-a: ')],
    ['an equal Host is dropped', get('Host: a', 'Host: a'), get('host: a')],
    ['an equal length is dropped', post('Content-Length: 3', 'Content-Length: 3'), post('content-length: 3')],
    ['a list of equal lengths', post('Content-Length: 3, 3'), post('content-length: 3')],
    ['leading zeros stay', post('Content-Length: 003'), post('content-length: 003')],
    [
      'transfer-encoding beats length',
      post('Content-Length: 3', 'Transfer-Encoding: chunked'),
      post('transfer-encoding: chunked'),
    ],
    ['in either order', post('Transfer-Encoding: chunked', 'Content-Length: 3'), post('transfer-encoding: chunked')],
    ['the coding keeps its case', post('Transfer-Encoding: Chunked'), post('transfer-encoding: Chunked')],
    ['folded lines are joined', get('X-A: b', '  cont'), get('x-a: b    cont')],
    [
      'an authority that is that of Host',
      lines('GET foo/bar HTTP/1.1', 'host: foo'),
      lines('GET foo/bar HTTP/1.1', 'host: foo'),
    ],
    ['bare line feeds', 'GET / HTTP/1.1\nHost: a\nX-B: c\n\n', get('host: a', 'x-b: c')],
    ['empty lines in front', `\r\n\n${get('Host: a')}`, get('host: a')],
    ['several spaces', lines('GET  /\t HTTP/1.1', 'Host: a'), get('host: a')],
    ['unsafe target characters', lines('GET /a"<>\\^`{|} HTTP/1.1'), lines('GET /a"<>\\^`{|} HTTP/1.1')],
    ['versions above 1.1', lines('GET / HTTP/1.2'), lines('GET / HTTP/1.1')],
    ['version 2.0 in text', lines('GET / HTTP/2.0'), lines('GET / HTTP/1.1')],
    ['version 0.9 with headers', lines('GET / HTTP/0.9', 'Host: a'), lines('GET / HTTP/0.9', 'host: a')],
    ['a small-letter method', lines('get / HTTP/1.1'), lines('get / HTTP/1.1')],
    ['an absolute target', lines('GET http://h:80/x HTTP/1.1', 'Host: h'), lines('GET http://h/x HTTP/1.1', 'host: h')],
    [
      'an authority with user',
      lines('GET http://u@h/x HTTP/1.1', 'Host: h'),
      lines('GET http://u@h/x HTTP/1.1', 'host: h'),
    ],
    ['asterisk form', lines('OPTIONS * HTTP/1.1'), lines('OPTIONS * HTTP/1.1')],
    ['CONNECT', lines('CONNECT h:80 HTTP/1.1', 'Host: h:80'), lines('CONNECT h:80 HTTP/1.1', 'host: h')],
    ['TE keeps trailers only', get('TE: trailers, gzip'), get('te: trailers')],
    ['TE without trailers goes', get('TE: gzip', 'a: b'), get('a: b')],
    ['obsolete octets in values', get('X-A: b\x01\x7fc\xe9'), get('x-a: b\x01\x7fc\xe9')],
    [
      'a websocket handshake',
      get('Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Key: k'),
      get('upgrade: websocket', 'connection: Upgrade', 'sec-websocket-key: k'),
    ],
  ])('%s', (_, sent, expected) => {
    expect(request(sent)).toBe(expected)
  })

  it.each([
    ['differing hosts', get('Host: a', 'Host: b'), 400],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\n', 400],
    ['its method, whatever follows', 'PRI /a HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['differing lengths', post('Content-Length: 3', 'Content-Length: 4'), 400],
    ['a differing list', post('Content-Length: 3, 4'), 400],
    ['a signed length', post('Content-Length: +3'), 400],
    ['a hexadecimal length', post('Content-Length: 0x3'), 400],
    ['an empty length', post('Content-Length:'), 400],
    ['a gap in a length', post('Content-Length: 1 2'), 400],
    ['a huge length', post('Content-Length: 99999999999999999999999'), 400],
    ['a coding before chunked', post('Transfer-Encoding: gzip, chunked'), 422],
    ['codings over two lines', post('Transfer-Encoding: gzip', 'Transfer-Encoding: chunked'), 422],
    ['chunked twice', post('Transfer-Encoding: chunked, chunked'), 400],
    ['another coding', post('Transfer-Encoding: gzip'), 400],
    ['a look-alike coding', post('Transfer-Encoding: xchunked'), 400],
    ['identity', post('Transfer-Encoding: identity'), 400],
    ['chunked not last', post('Transfer-Encoding: chunked, identity'), 400],
    ['an empty coding', post('Transfer-Encoding:'), 400],
    ['a space before the colon', get('Host : a'), 400],
    ['a first line that is folded', get(' X: b'), 400],
    ['NUL in a value', get('X-A: b\0c'), 400],
    ['a bare carriage return', get('X-A: b\rc'), 400],
    ['a bad name', get('X(A: b'), 400],
    ['an eight-bit name', get('X\xe9A: b'), 400],
    ['an empty name', get(': b'), 400],
    ['no colon', get('NoColon'), 400],
    ['a carriage return in front', `\rGET / HTTP/1.1\r\n\r\n`, 400],
    ['a space in front', ` ${get()}`, 400],
    ['a space behind the version', lines('GET / HTTP/1.1 '), 400],
    ['a tab in the target', lines('GET /a\tb HTTP/1.1'), 400],
    ['an eight-bit target', lines('GET /\xe9 HTTP/1.1'), 400],
    ['a fragment', lines('GET /a#b HTTP/1.1'), 400],
    ['a long version', lines('GET / HTTP/1.10'), 400],
    ['a small-letter version', lines('GET / http/1.1'), 400],
    ['another protocol', lines('GET / RTSP/1.0'), 400],
    ['HTTP/0.9', 'GET /\r\n', 400],
    ['a bad method', lines('G@T / HTTP/1.1'), 400],
    ['a target that names another authority', lines('GET foo HTTP/1.1', 'host: a'), 400],
    ['an authority that goes on to the first slash', lines('GET http://h?x HTTP/1.1', 'Host: h'), 400],
    ['another authority than Host', lines('GET http://h/x HTTP/1.1', 'Host: other'), 400],
    ['CONNECT without port', lines('CONNECT h HTTP/1.1', 'Host: h'), 400],
    ['CONNECT with another Host', lines('CONNECT h:80 HTTP/1.1', 'Host: g:80'), 400],
    ['CONNECT with a path', lines('CONNECT /x HTTP/1.1'), 400],
    ['a websocket without key', get('Upgrade: websocket', 'Connection: Upgrade'), 400],
    ['too many headers', get(...Array.from({ length: 102 }, (_, index) => `X${index}: 1`)), 400],
    ['a head too large', get(`X: ${'a'.repeat(15400)}`), 400],
    ['a target too large', lines(`GET /${'a'.repeat(16400)} HTTP/1.1`), 400],
  ])('refuses %s', (_, sent, status) => {
    expect(request(sent)).toBe(status)
  })

  it('takes a head near the limit', () => {
    expect(request(get(`X: ${'a'.repeat(15200)}`))).toBe(get(`x: ${'a'.repeat(15200)}`))
  })

  it('fills the facts of the message', () => {
    const message = new Message()
    const bytes = bytesOf(
      lines('POST /a?b HTTP/1.0', 'Content-Length: 12', 'Connection: keep-alive', 'Expect: 100-Continue'),
    )
    expect(parser.parseRequest(bytes, 0, bytes.length, message)).toBe(bytes.length)
    expect(message).toMatchObject({ method: 'POST', uri: '/a?b', version: 10, contentLength: 12, isChunked: false })
    expect(message).toMatchObject({ hasKeepAlive: true, hasClose: false, expectsContinue: true, headerCount: 2 })
  })

  it('counts what is in the head', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'Host: a',
            'Connection: close',
            'X: y',
            'TE: gzip',
            'TE: trailers',
            'Content-Length: 1',
            'Transfer-Encoding: chunked',
          ),
        ),
        (headers) => {
          const message = new Message()
          const bytes = bytesOf(get(...headers))
          if (parser.parseRequest(bytes, 0, bytes.length, message) <= 0) return
          expect(message.entries()).toHaveLength(message.headerCount)
        },
      ),
    )
  })
})

describe('response heads', () => {
  const ok = (...headers: string[]): string => lines('HTTP/1.1 200 OK', ...headers)
  it.each([
    ['plain', ok('Content-Length: 2'), ok('content-length: 2')],
    ['no reason', 'HTTP/1.1 200\r\nA: b\r\n\r\n', 'HTTP/1.1 200 \r\na: b\r\n\r\n'],
    ['a reason with spaces', 'HTTP/1.1 200  A  b \r\n\r\n', 'HTTP/1.1 200 A  b \r\n\r\n'],
    ['status 600', 'HTTP/1.1 600 OK\r\n\r\n', 'HTTP/1.1 600 OK\r\n\r\n'],
    ['version 1.0 stays', 'HTTP/1.0 200 OK\r\n\r\n', 'HTTP/1.0 200 OK\r\n\r\n'],
    ['version 2.0', 'HTTP/2.0 200 OK\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n'],
    ['bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 2\n\n', ok('content-length: 2')],
    ['chunked beats length', ok('Transfer-Encoding: chunked', 'Content-Length: 7'), ok('transfer-encoding: chunked')],
    ['several cookies', ok('Set-Cookie: a', 'SET-cookie: b'), ok('set-cookie: a', 'set-cookie: b')],
  ])('%s', (_, sent, expected) => {
    expect(response(sent)).toBe(expected)
  })

  it.each([
    ['four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
    ['a letter', 'HTTP/1.1 20x OK\r\n\r\n'],
    ['another protocol', 'ICY 200 OK\r\n\r\n'],
    ['garbage', 'garbage\r\n\r\n'],
    ['a bad name', ok('Bad Header: x')],
    ['differing lengths', ok('Content-Length: 5', 'Content-Length: 6')],
    ['a coding before chunked', ok('Transfer-Encoding: gzip, chunked')],
    ['NUL', ok('X: a\0b')],
  ])('refuses %s', (_, sent) => {
    expect(response(sent)).toBe(502)
  })
})

describe('bodies of methods that have none as a rule', () => {
  const status = (line: string, header: string, acceptsAnyPayload?: boolean): number => {
    const parser = new HeadParser({
      ...defaultLimits,
      ...(acceptsAnyPayload === undefined ? {} : { acceptsAnyPayload }),
    })
    const bytes = Buffer.from(`${line}\r\nHost: a\r\n${header}\r\n\r\n`, 'latin1')
    return parser.parseRequest(bytes, 0, bytes.length, new Message()) > 0 ? 200 : parser.errorStatus
  }

  // As the oracle answers.
  it.each([
    ['GET / HTTP/1.0', 'Content-Length: 3', 413],
    ['HEAD / HTTP/1.0', 'Content-Length: 3', 413],
    ['DELETE / HTTP/1.0', 'Transfer-Encoding: chunked', 413],
    ['GET / HTTP/1.0', 'Content-Length: 0', 200],
    ['POST / HTTP/1.0', 'Content-Length: 3', 200],
    ['OPTIONS / HTTP/1.0', 'Content-Length: 3', 200],
    ['GET / HTTP/1.1', 'Content-Length: 3', 200],
  ])('%s with %s', (line, header, expected) => {
    expect(status(line, header)).toBe(expected)
    expect(status(line, header, true)).toBe(200)
  })
})

it.each([
  [undefined, true],
  [true, false],
])('with trustsDoubleFraming %s, two kinds of framing are unsafe: %s', (trustsDoubleFraming, isUnsafe) => {
  const limits = trustsDoubleFraming === undefined ? defaultLimits : { ...defaultLimits, trustsDoubleFraming }
  const message = new Message()
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n'
  const bytes = bytesOf(head)
  expect(new HeadParser(limits).parseRequest(bytes, 0, bytes.length, message)).toBe(head.length)
  expect([message.hasUnsafeFraming, message.contentLength, message.head.includes('content-length')]).toEqual([
    isUnsafe,
    -1,
    false,
  ])
})

describe('any input', () => {
  const soup = fc.array(
    fc.constantFrom(
      'GET ',
      '/ ',
      'HTTP/1.1',
      'HTTP/1.0 200 OK',
      '\r\n',
      '\n',
      '\r',
      ':',
      ' ',
      '\t',
      '\0',
      'Host: a',
      'Content-Length: 1',
      'Content-Length: 2',
      'Transfer-Encoding: chunked',
      'Connection: close',
      'TE: trailers',
      '\xff',
      'x',
    ),
    { maxLength: 30 },
  )

  it('never throws, and a head that is taken is normalised', () => {
    fc.assert(
      fc.property(soup, (parts) => {
        for (const parse of [request, response]) {
          const result = parse(parts.join(''))
          if (typeof result === 'number' || result === 'incomplete') continue
          const head = result.slice(0, result.indexOf('\r\n\r\n') + 4)
          expect(head).toMatch(/^[^\r\n\0]+\r\n([!#$%&'*+.^_`|~0-9a-z-]+: [^\r\n\0]*\r\n)*\r\n$/)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('gives the same result however far the input is cut', () => {
    fc.assert(
      fc.property(soup, (parts) => {
        const bytes = bytesOf(parts.join(''))
        const whole = parser.parseRequest(bytes, 0, bytes.length, new Message())
        for (let end = 0; end < bytes.length; end++) {
          const part = parser.parseRequest(bytes, 0, end, new Message())
          if (part === refused) expect(whole).toBe(refused)
          if (part > 0) expect(whole).toBe(part)
        }
      }),
    )
  })
})
