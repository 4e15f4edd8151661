import { createHash, randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { eventually, freePort, isBuilt, startDaemon } from './daemon.ts'
import { startTcpServer } from './peers.ts'

const mebibyte = 1024 * 1024
const bodyBytes = 200 * mebibyte
const pattern = randomBytes(mebibyte)

const configuration = (mode: 'tcp' | 'http', port: number, serverPort: number): string => `
defaults
  mode ${mode}
  timeout connect 5s
  timeout client 60s
  timeout server 60s
listen l
  bind 127.0.0.1:${port}
  server s 127.0.0.1:${serverPort}
`

const requestHead = `POST / HTTP/1.1\r\nhost: test\r\ncontent-length: ${bodyBytes}\r\nconnection: close\r\n\r\n`
const responseHead = `HTTP/1.1 200 OK\r\ncontent-length: ${bodyBytes}\r\n\r\n`

/** Writes a head and the body with back-pressure. */
function sendBody(socket: Socket, head: string): void {
  let sent = 0
  const more = (): void => {
    while (sent < bodyBytes) {
      sent += pattern.length
      if (!socket.write(pattern)) {
        socket.once('drain', more)
        return
      }
    }
    socket.end()
  }
  if (head !== '') socket.write(head)
  more()
}

/** Hashes what comes after the head; resolves once a whole body is there. */
function receiveBody(socket: Socket, hasHead: boolean): Promise<string> {
  const hash = createHash('sha1')
  let received = 0
  let head = hasHead ? '' : null
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      let body = chunk
      if (head !== null) {
        head += chunk.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        body = Buffer.from(head.slice(end + 4), 'latin1')
        head = null
      }
      hash.update(body)
      received += body.length
      if (received >= bodyBytes) resolve(`${received} ${hash.digest('hex')}`)
    })
    socket.once('close', () => reject(new Error(`closed after ${received} bytes`)))
  })
}

const expected = ((): string => {
  const hash = createHash('sha1')
  for (let sent = 0; sent < bodyBytes; sent += pattern.length) hash.update(pattern)
  return `${bodyBytes} ${hash.digest('hex')}`
})()

describe.skipIf(!isBuilt)('transfers', () => {
  test.each(['tcp', 'http'] as const)(
    '200 MiB each way in mode %s arrive byte for byte in bounded memory',
    async (mode) => {
      let atServer: Promise<string> | null = null
      const isHttp = mode === 'http'
      await using server = await startTcpServer((socket) => {
        atServer = receiveBody(socket, isHttp)
        atServer.catch(() => {})
        sendBody(socket, isHttp ? responseHead : '')
      })
      const port = await freePort()
      await using daemon = await startDaemon(configuration(mode, port, server.port), { awaitPorts: [port] })
      await warmUp(port, isHttp)
      const before = daemon.residentBytes()
      let peak = before
      const watch = setInterval(() => {
        peak = Math.max(peak, daemon.residentBytes())
      }, 50)
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
      const atClient = receiveBody(socket, isHttp)
      sendBody(socket, isHttp ? requestHead : '')
      expect(await atClient).toBe(expected)
      expect(await atServer!).toBe(expected)
      clearInterval(watch)
      socket.destroy()
      expect(peak - before).toBeLessThan(20 * mebibyte)
    },
  )

  test.each(['tcp', 'http'] as const)(
    'a client that stops reading does not make memory grow in mode %s',
    async (mode) => {
      const isHttp = mode === 'http'
      /** By the connection that was served last. */
      let written = 0
      await using server = await startTcpServer((socket) => {
        const pour = (head: string): void => {
          socket.write(head)
          let sent = 0
          const more = (): void => {
            while (sent < bodyBytes) {
              sent += pattern.length
              written = sent
              if (!socket.write(pattern)) {
                socket.once('drain', more)
                return
              }
            }
          }
          more()
        }
        if (isHttp) socket.once('data', () => pour(responseHead))
        else pour('')
      })
      const port = await freePort()
      await using daemon = await startDaemon(configuration(mode, port, server.port), { awaitPorts: [port] })
      await warmUp(port, isHttp)
      const before = daemon.residentBytes()
      const socket = connect(port, '127.0.0.1')
      socket.pause()
      socket.on('error', () => {})
      socket.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n')
      written = 0
      let last = -1
      await eventually(() => {
        const isStuck = written > 0 && written === last
        last = written
        return isStuck
      })
      expect(written).toBeLessThan(bodyBytes / 4)
      expect(daemon.residentBytes() - before).toBeLessThan(20 * mebibyte)
      socket.destroy()
    },
  )
})

/** Runs a few short connections, so that code and first buffers are in memory before memory is compared. */
async function warmUp(port: number, isHttp: boolean): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        if (isHttp) socket.write('GET /warm HTTP/1.1\r\nhost: test\r\n\r\n')
      })
      let received = 0
      socket.on('data', (chunk: Buffer) => {
        received += chunk.length
        if (received > 4 * mebibyte) socket.destroy()
      })
      socket.once('error', () => {})
      socket.once('close', () => resolve())
    })
  }
}
