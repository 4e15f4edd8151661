import { createServer, type Server, type Socket } from 'node:net'
import { VirtualClock } from '@weir/base'
import { afterEach, expect, test } from 'vitest'
import { LogRing } from '../ring.ts'
import { RingForwarder, type StreamFraming } from './stream.ts'

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

/** A syslog server that tells when it has seen a text. */
async function listen(
  port = 0,
): Promise<{ port: number; server: Server; seen(text: string): Promise<string>; sockets: Socket[] }> {
  let received = ''
  const waiting: (() => void)[] = []
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('data', (data) => {
      received += data.toString('latin1')
      for (const check of waiting) check()
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const seen = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (received.includes(text)) resolve(received)
      }
      waiting.push(check)
      check()
    })
  return { port: (server.address() as { port: number }).port, server, seen, sockets }
}

function createRing(sizeBytes = 1000): LogRing {
  return new LogRing({ name: 'r', description: '', frame: 'raw', sizeBytes, maxLengthBytes: sizeBytes })
}

function forward(
  ring: LogRing,
  port: number,
  framing: StreamFraming,
  problems: string[] = [],
  clock = new VirtualClock(),
) {
  const forwarder = new RingForwarder({
    ring,
    address: { host: '127.0.0.1', port },
    framing,
    clock,
    connectTimeoutMs: null,
    serverTimeoutMs: null,
    onProblem: (problem) => problems.push(problem),
  })
  cleanUps.push(() => forwarder.close())
  forwarder.start()
  return forwarder
}

test.each([
  ['legacy', 'before\nafter\n'],
  ['octet-count', '6 before5 after'],
] as const)('sends what the ring holds and all that comes, framed as %s', async (framing, expected) => {
  const { port, seen } = await listen()
  const ring = createRing()
  ring.append(Buffer.from('before'))
  forward(ring, port, framing)
  await seen('before')
  ring.append(Buffer.from('after'))
  expect(await seen('after')).toBe(expected)
})

test('opens another connection once one has carried more messages than it may', async () => {
  const { port, seen, sockets } = await listen()
  const ring = createRing()
  const clock = new VirtualClock()
  const address = { host: '127.0.0.1', port }
  const timeouts = { connectTimeoutMs: null, serverTimeoutMs: null }
  const forwarder = new RingForwarder({ ring, address, framing: 'legacy', maxReuse: 1, clock, ...timeouts })
  cleanUps.push(() => forwarder.close())
  forwarder.start()
  for (const [text, connections] of [
    ['one', 1],
    ['two', 1],
    ['three', 2],
  ] as const) {
    ring.append(Buffer.from(text))
    await seen(text)
    expect(sockets.length).toBe(connections)
  }
})

test('connects again after a loss and goes on where it stopped', async () => {
  const { port, seen, sockets } = await listen()
  const ring = createRing()
  const problems: string[] = []
  const clock = new VirtualClock()
  forward(ring, port, 'legacy', problems, clock)
  ring.append(Buffer.from('one'))
  await seen('one')
  sockets[0]!.destroy()
  while (clock.pending === 0) await new Promise((resolve) => setImmediate(resolve))
  expect(problems).toEqual([`log server 127.0.0.1:${port}: closed by the server`])
  ring.append(Buffer.from('two'))
  clock.advance(1000)
  expect(await seen('two')).toBe('one\ntwo\n')
})

test('counts what the ring gave up while the server was away', async () => {
  const { port, server } = await listen()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  const ring = createRing(40)
  const problems: string[] = []
  const clock = new VirtualClock()
  const forwarder = forward(ring, port, 'legacy', problems, clock)
  while (clock.pending === 0) await new Promise((resolve) => setImmediate(resolve))
  expect(problems).toEqual([`log server 127.0.0.1:${port}: ECONNREFUSED`])
  for (let index = 0; index < 5; index++) ring.append(Buffer.from(`message ${index}`))
  const again = await listen(port)
  clock.advance(1000)
  expect(await again.seen('message 4')).toBe('message 3\nmessage 4\n')
  expect(forwarder.lost).toBe(3)
})
