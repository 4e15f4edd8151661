import { expect, test } from 'vitest'
import { CapturedMessages, findFault } from './captured-messages.ts'
import { httpEngineOf } from './http-engine.ts'
import { World } from './testing/world.ts'

test.each([
  ['G@T / HTTP/1.1\r\n\r\n', 1],
  ['GET /\x01 HTTP/1.1\r\n\r\n', 5],
  ['GET / HTTP/1.1\r\nHost: h\r\nBad Header: x\r\n\r\nmore', 28],
  ['GET / HTTP/1.1\r\nHost: h\r\n\rX\r\n', 26],
  ['POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 56],
  ['POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n', 62],
])('the fault of %j is where HAProxy sees it', async (text, errorAt) => {
  const world = await World.create()
  const { clock } = world
  world.request(text)
  expect(httpEngineOf(world.engine).captured.all).toEqual([
    {
      number: 0,
      wallMs: clock.wallMs(),
      side: 'request',
      frontend: { name: 'f', id: 2 },
      backend: null,
      server: null,
      source: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      bytes: new Uint8Array(Buffer.from(text, 'latin1')),
      errorAt,
    },
  ])
})

test('of a server’s response, and only the last one of each side', async () => {
  const world = await World.create()
  let text = 'HTTP/1.1 200 OK\r\nX-Good: y\r\nBad Header: z\r\n\r\n'
  world.serve = (peer) => peer.send(text)
  world.request('GET / HTTP/1.1\r\n\r\n')
  text = 'nonsense\r\n\r\n'
  world.request('GET / HTTP/1.1\r\n\r\n')
  world.request('broken\r\n\r\n')
  const { captured } = httpEngineOf(world.engine)
  expect(captured.count).toBe(3)
  expect(
    captured.all.map(({ side, number, backend, server, errorAt }) => [side, number, backend, server, errorAt]),
  ).toEqual([
    ['response', 1, { name: 'b', id: 3 }, { name: 's1', id: 1 }, 0],
    ['request', 2, null, null, 6],
  ])
})

test('messages that are let through leave nothing', async () => {
  const world = await World.create()
  world.request('GET / HTTP/1.1\r\n\r\n')
  expect(httpEngineOf(world.engine).captured.count).toBe(0)
})

test('the bytes are kept although the buffer is used again', () => {
  const captured = new CapturedMessages()
  const bytes = new Uint8Array([1, 2])
  const party = { name: 'f', id: 1 }
  captured.add({
    wallMs: 0,
    side: 'request',
    frontend: party,
    backend: null,
    server: null,
    source: null,
    bytes,
    errorAt: 0,
  })
  bytes.fill(9)
  expect([...captured.all[0]!.bytes]).toEqual([1, 2])
})

test('what is refused as a whole is at fault with its last byte', () => {
  expect(findFault(10, (length) => length >= 10)).toBe(9)
  expect(findFault(10, (length) => length >= 1)).toBe(0)
})

test.each([
  ['POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n', 422],
  ['GET / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc', 413],
  ['GET / HTTP/1.1\r\nBad Header: x\r\n\r\n', 400],
])('looking for the fault of %j leaves its status alone', async (text, status) => {
  const world = await World.create()
  expect(world.request(text).text).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
})
