import { expect, it } from 'vitest'
import { namesUpgrade, restoreFraming, takeClose } from './rule-made-headers.ts'
import { exchange, linesOf } from './testing/exchange.ts'
import { configure } from './testing/lines.ts'
import { responseOf } from './testing/message-of.ts'

it.each([
  ['close', true, []],
  ['keep-alive', false, []],
  ['close, X-Foo', true, ['X-Foo']],
  ['Keep-Alive, Upgrade', false, ['Upgrade']],
  ['x-foo , bar', false, ['x-foo , bar']],
])('takes close and keep-alive out of Connection: %s', (value, closes, left) => {
  const message = responseOf([])
  message.add('connection', value)
  expect(takeClose(message)).toBe(closes)
  expect(message.all('\r\nconnection: ')).toEqual(left)
  expect(namesUpgrade(message)).toBe(left.includes('Upgrade'))
})

it.each([
  [5, false, ['content-length: 3'], ['content-length: 5']],
  [5, false, [], ['content-length: 5']],
  [5, false, ['content-length: 5', 'content-length: 5'], ['content-length: 5']],
  [5, false, ['content-length: 5', 'transfer-encoding: chunked'], ['content-length: 5']],
  [5, false, ['content-length: 05'], ['content-length: 05']],
  [-1, true, ['transfer-encoding: gzip, chunked'], ['transfer-encoding: gzip, chunked']],
  [-1, true, ['transfer-encoding: chunked', 'content-length: 3'], ['transfer-encoding: chunked']],
  [-1, true, [], ['transfer-encoding: chunked']],
  [-1, false, ['content-length: 3'], []],
  [-1, false, ['transfer-encoding: chunked'], []],
])('tells of a body of length %o, chunked: %o, whatever rules made of %j', (length, isChunked, made, expected) => {
  const message = responseOf([])
  message.contentLength = length
  message.isChunked = isChunked
  message.addLines(made.map((line) => `${line}\r\n`).join(''), made.length)
  restoreFraming(message)
  expect(message.entries().map(([name, value]) => `${name}: ${value}`)).toEqual(expected)
})

it.each(['http-response set-header Connection close', 'http-after-response add-header Connection close'])(
  'closes the connection of the client behind %s',
  async (rule) => {
    const { got } = await exchange(
      { frontend: [rule] },
      'GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n',
    )
    expect(got).toBe('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok')
  },
)

it('closes the connection of the server behind a rule, and no other', async () => {
  const { world } = await configure({ frontend: ['http-request set-header Connection close if { path /a }'] })
  world.serve = (peer) => peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  const client = world.request('GET /a HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(linesOf(world.accepted[0]!.text)).toEqual(['host: a', 'connection: close'])
  expect(client.hasEnded).toBe(false)
  world.request('GET /b HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(world.accepted).toHaveLength(2)
})

it('sends a body whole whatever length a rule gives it', async () => {
  const request = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello'
  for (const rule of [
    'set-header Content-Length 3',
    'del-header Content-Length',
    'set-header Transfer-Encoding chunked',
  ]) {
    const { world } = await exchange({ frontend: [`http-request ${rule}`] }, request)
    expect(world.accepted[0]!.text).toBe('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello')
  }
})
