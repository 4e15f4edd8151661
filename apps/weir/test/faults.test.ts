import { connect } from 'node:net'
import { createRandom } from '@weir/base'
import { describe, expect, test } from 'vitest'
import { type Daemon, eventually, freePort, isBuilt, startDaemon } from './daemon.ts'
import { startTcpServer, type TestServer } from './peers.ts'

const mebibyte = 1024 * 1024
/** Enough for the heap to reach its size: the collector lets it grow for as long as that saves work. */
const warmUpTotal = { tcp: 12_000, http: 4000 }
const total = 10_000
const parallel = 100

const request = 'POST /path HTTP/1.1\r\nhost: test\r\ncontent-length: 12\r\n\r\nhello, world'
const response = `HTTP/1.1 200 OK\r\ncontent-length: 2048\r\n\r\n${'x'.repeat(2048)}`

/** Answers some connections whole, some in part, and breaks the others in one of four ways. */
function startFlakyServer(random: { uint32(): number }): Promise<TestServer> {
  return startTcpServer((socket) => {
    socket.once('data', () => {
      const choice = random.uint32() % 8
      if (choice < 3) socket.end(response)
      else if (choice === 3) socket.resetAndDestroy()
      else if (choice === 4) socket.end()
      else if (choice === 5)
        socket.write(response.slice(0, random.uint32() % response.length), () => socket.resetAndDestroy())
      else if (choice === 6) socket.end(response.slice(0, random.uint32() % response.length))
      else socket.write(response)
    })
    socket.once('end', () => socket.end())
  })
}

/** One client that goes away in a phase of its own. Resolves when its socket is gone. */
function abort(port: number, random: { uint32(): number }): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const bytes = random.uint32() % (request.length + 1)
    const way = random.uint32() % 5
    const leave = (): void => {
      if (way === 0) socket.resetAndDestroy()
      else if (way === 1) socket.end(() => setImmediate(() => socket.destroy()))
      else if (way === 2) socket.once('data', () => socket.resetAndDestroy())
      else if (way === 3) socket.once('data', () => socket.destroy())
      else socket.end()
    }
    socket.once('connect', () => socket.write(request.slice(0, bytes), 'latin1', leave))
    socket.on('data', () => {})
    socket.on('end', () => socket.end())
    socket.on('error', () => {})
    socket.setTimeout(3000, () => socket.destroy())
    socket.once('close', () => resolve())
  })
}

async function abortMany(count: number, port: number, random: { uint32(): number }): Promise<void> {
  let begun = 0
  const worker = async (): Promise<void> => {
    while (begun++ < count) await abort(port, random)
  }
  await Promise.all(Array.from({ length: parallel }, worker))
}

/** A connection that asks again and again while the others are broken. Resolves with the number of good answers. */
function startNeighbour(port: number): {
  readonly answers: () => number
  readonly failure: () => string | null
  stop(): void
} {
  let answers = 0
  let failure: string | null = null
  let isStopped = false
  const socket = connect(port, '127.0.0.1')
  let received = 0
  const ask = (): void => {
    received = 0
    socket.write('ping ping ping')
  }
  socket.once('connect', ask)
  socket.on('data', (chunk) => {
    received += chunk.length
    if (received < 14) return
    answers++
    if (isStopped) socket.destroy()
    else setTimeout(ask, 5)
  })
  socket.once('close', () => {
    if (!isStopped) failure = 'the neighbour was cut'
  })
  return {
    answers: () => answers,
    failure: () => failure,
    stop() {
      isStopped = true
      socket.destroy()
    },
  }
}

const configuration = (
  mode: 'tcp' | 'http',
  port: number,
  echoPort: number,
  serverPort: number,
  echoServerPort: number,
): string => `
defaults
  timeout connect 2s
  timeout client 300ms
  timeout server 300ms
listen broken
  mode ${mode}
  bind 127.0.0.1:${port}
  server s 127.0.0.1:${serverPort}
listen neighbour
  mode tcp
  timeout client 1m
  timeout server 1m
  bind 127.0.0.1:${echoPort}
  server s 127.0.0.1:${echoServerPort}
`

describe.skipIf(!isBuilt)('faults', () => {
  test.each(['tcp', 'http'] as const)(
    '10,000 connections broken in random phases leave nothing behind in mode %s',
    async (mode) => {
      const random = createRandom(mode === 'tcp' ? 1 : 2)
      await using server = await startFlakyServer(random)
      await using echo = await startTcpServer((socket) => socket.pipe(socket))
      const [port, echoPort] = [await freePort(), await freePort()]
      const text = configuration(mode, port, echoPort, server.port, echo.port)
      await using daemon: Daemon = await startDaemon(text, { awaitPorts: [port, echoPort] })
      const neighbour = startNeighbour(echoPort)
      await eventually(() => neighbour.answers() > 2)
      await abortMany(warmUpTotal[mode], port, random)
      await eventually(() => daemon.descriptorCount() < 60)
      const descriptors = daemon.descriptorCount()
      const resident = daemon.residentBytes()
      await abortMany(total, port, random)
      expect(neighbour.failure()).toBeNull()
      const answered = neighbour.answers()
      await eventually(() => neighbour.answers() > answered)
      neighbour.stop()
      await eventually(() => daemon.descriptorCount() <= descriptors)
      expect(daemon.residentBytes() - resident).toBeLessThan(20 * mebibyte)
      expect(daemon.errors()).not.toContain('contained')
    },
    180_000,
  )
})
