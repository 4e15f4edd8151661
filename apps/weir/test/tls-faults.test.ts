import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createServer as createPlainServer, type Server, type Socket } from 'node:net'
import {
  type ConnectionOptions,
  connect as connectTls,
  createServer as createTlsServer,
  type TLSSocket,
} from 'node:tls'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@weir/base'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Daemon, eventually, freePort, isBuilt, startDaemon } from './daemon.ts'

const fixtures = fileURLToPath(new URL('../../../tooling/oracle/fixtures', import.meta.url))
const pem = readFileSync(`${fixtures}/oracle.test.pem`, 'latin1')

/** A record of application data that no key opens. */
const garbage = Buffer.from(`1703030020${'ab'.repeat(32)}`, 'hex')

const servers: Server[] = []

async function portOf(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expects a port')
  return address.port
}

/** What answers a ClientHello in the way of its name. */
const answers: Readonly<Record<string, (socket: Socket) => void>> = {
  silent: () => {},
  ending: (socket) => socket.end(),
  resetting: (socket) => socket.resetAndDestroy(),
  alerting: (socket) => socket.end(Buffer.from('15030300020228', 'hex')),
  plain: (socket) => socket.end('HTTP/1.0 400 no\r\n\r\n'),
}

/** What a server does with a request once TLS is spoken; `below` is the connection underneath. */
const deeds: Readonly<Record<string, (socket: TLSSocket, below: Socket) => void>> = {
  closes: (socket) => socket.end(),
  resets: (_socket, below) => below.resetAndDestroy(),
  hangs: () => {},
  truncates: (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc'),
  resetsInBody: (socket, below) =>
    void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc', () =>
      setImmediate(() => below.resetAndDestroy()),
    ),
  corrupts: (_socket, below) => void below.write(garbage),
  corruptsBody: (socket, below) =>
    void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc', () => below.write(garbage)),
  answers: (socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nabc'),
}

/** A TLS server over plain sockets of our own, so that bytes can be put underneath. */
async function startDoer(): Promise<number> {
  const inner = createTlsServer({ cert: pem, key: pem })
  const below = new Map<number, Socket>()
  inner.on('tlsClientError', () => {})
  inner.on('secureConnection', (socket) => {
    socket.on('error', () => {})
    socket.once('data', (chunk: Buffer) => {
      const name = /^GET \/\w+\/(\w+)/.exec(chunk.toString('latin1'))?.[1] ?? ''
      deeds[name]?.(socket, below.get(socket.remotePort ?? 0)!)
    })
  })
  return portOf(
    createPlainServer((socket) => {
      socket.on('error', () => {})
      below.set(socket.remotePort ?? 0, socket)
      inner.emit('connection', socket)
    }),
  )
}

let daemon: Daemon
let ports: Readonly<Record<'http' | 'named' | 'tcp' | 'modern' | 'out', number>>

/** The ClientHello of a client of Node. */
async function captureHello(): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  const port = await portOf(
    createPlainServer((socket) => socket.once('data', (chunk) => resolve(Buffer.from(chunk))).once('error', () => {})),
  )
  const client = connectTls({ port, rejectUnauthorized: false }).on('error', () => {})
  const hello = await promise
  client.destroy()
  return hello
}

describe.skipIf(!isBuilt)('faults of TLS', () => {
  beforeAll(async () => {
    const [http, named, tcp, modern, out] = await Promise.all([
      freePort(),
      freePort(),
      freePort(),
      freePort(),
      freePort(),
    ])
    ports = { http, named, tcp, modern, out }
    const broken = await Promise.all(
      Object.entries(answers).map(async ([name, answer]) => {
        const port = await portOf(
          createPlainServer({ allowHalfOpen: true }, (socket) => {
            socket.on('error', () => {})
            socket.once('data', () => answer(socket))
          }),
        )
        return `backend ${name}\n  server s 127.0.0.1:${port} ssl verify none\n`
      }),
    )
    const doer = await startDoer()
    const echo = await portOf(createPlainServer((socket) => socket.on('error', () => {}).pipe(socket)))
    daemon = await startDaemon(
      `global
  log stdout format raw local0
defaults
  mode http
  log global
  log-format "%f %b %ST %ts"
  retries 0
  timeout connect 1s
  timeout client 700ms
  timeout server 700ms
frontend http
  error-log-format "error %[fc_err_name]"
  bind 127.0.0.1:${http} ssl crt ${fixtures}/oracle.test.pem
  bind 127.0.0.1:${modern} ssl crt ${fixtures}/oracle.test.pem ssl-min-ver TLSv1.3
  http-request return status 200
frontend named
  bind 127.0.0.1:${named} ssl crt ${fixtures}/oracle.test.pem name n
  http-request return status 200
listen tcp
  mode tcp
  bind 127.0.0.1:${tcp} ssl crt ${fixtures}/oracle.test.pem
  server s 127.0.0.1:${echo}
frontend out
  log-format "%f %b %ST %ts %[bc_err_name]"
  bind 127.0.0.1:${out}
  use_backend %[path,field(2,/)]
${broken.join('')}backend refused
  server s 127.0.0.1:${await freePort()} ssl verify none
backend untrusted
  server s 127.0.0.1:${doer} ssl verify required ca-file ${fixtures}/other-authority.pem
backend misnamed
  server s 127.0.0.1:${doer} ssl verify required ca-file ${fixtures}/oracle.test.pem sni str(nope.test)
backend misplaced
  server s 127.0.0.1:${doer} ssl verify required ca-file ${fixtures}/oracle.test.pem verifyhost nope.test no-sni-auto
backend does
  server s 127.0.0.1:${doer} ssl verify none
`,
      { awaitPorts: [tcp] },
    )
    await eventually(() => daemon.output() !== '')
  })

  afterAll(async () => {
    await daemon[Symbol.asyncDispose]()
    for (const server of servers.splice(0)) server.close()
  })

  /** The lines that are logged from here on, once there are `count` of them. */
  function awaitLogs(count: number): () => Promise<string[]> {
    const start = daemon.output().length
    const lines = (): string[] => daemon.output().slice(start).split('\n').slice(0, -1)
    return async () => {
      await eventually(() => lines().length >= count)
      return lines()
    }
  }

  type Ending = 'stays' | 'ends' | 'resets'

  /** Sends bytes as they are, and gives what comes back until the connection is gone. */
  function sendRaw(port: number, bytes: Uint8Array, ending: Ending): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1')
      let received = ''
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1')
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(received))
      socket.on('connect', () => {
        const leave = (): void => {
          if (ending === 'ends') socket.end()
          else if (ending === 'resets') socket.resetAndDestroy()
        }
        if (bytes.length === 0) leave()
        else socket.write(bytes, () => setImmediate(leave))
      })
    })
  }

  const http = Buffer.from('GET / HTTP/1.0\r\n\r\n')
  const half = (hello: Buffer): Uint8Array => hello.subarray(0, 50)

  test.each<readonly [string, (hello: Buffer) => Uint8Array, Ending, string]>([
    ['plain HTTP', () => http, 'stays', 'SSL_HANDSHAKE'],
    ['garbage', () => Buffer.from('zzzzzzzzzzzzzzzz'), 'stays', 'SSL_HANDSHAKE'],
    ['an alert', () => Buffer.from('15030100020230', 'hex'), 'stays', 'SSL_HANDSHAKE'],
    ['nothing, and an end', () => Buffer.alloc(0), 'ends', 'SSL_EMPTY'],
    ['nothing, and a reset', () => Buffer.alloc(0), 'resets', 'SSL_HANDSHAKE'],
    ['nothing', () => Buffer.alloc(0), 'stays', 'SSL_TIMEOUT'],
    ['half a hello, and an end', half, 'ends', 'SSL_EMPTY'],
    ['half a hello, and a reset', half, 'resets', 'SSL_HANDSHAKE'],
    ['half a hello', half, 'stays', 'SSL_TIMEOUT'],
    ['a hello, and an end', (hello) => hello, 'ends', 'SSL_HANDSHAKE'],
    ['a hello', (hello) => hello, 'stays', 'SSL_TIMEOUT'],
  ])('a client that sends %s', async (_name, bytesOf, ending, errorName) => {
    const hello = await captureHello()
    const logs = awaitLogs(1)
    await sendRaw(ports.http, bytesOf(hello), ending)
    expect(await logs()).toEqual([`error ${errorName}`])
  })

  test.each<readonly [string, (hello: Buffer) => Uint8Array, Ending, string]>([
    ['plain HTTP', () => http, 'stays', 'SSL handshake failure'],
    ['nothing, and an end', () => Buffer.alloc(0), 'ends', 'Connection closed during SSL handshake'],
    ['half a hello', half, 'stays', 'Timeout during SSL handshake'],
  ])('without error-log-format %s is told of in words', async (_name, bytesOf, ending, text) => {
    const hello = await captureHello()
    const logs = awaitLogs(1)
    await sendRaw(ports.named, bytesOf(hello), ending)
    expect(await logs()).toEqual([
      expect.stringMatching(new RegExp(`^127\\.0\\.0\\.1:\\d+ \\[.*\\] named/n: ${text}$`)),
    ])
  })

  /** A client that speaks TLS, with the connection underneath; gives what it heard, the error's code last. */
  async function speak(
    port: number,
    script: (socket: TLSSocket, below: Socket) => void,
    options: ConnectionOptions = {},
  ): Promise<string> {
    const below = connect(port, '127.0.0.1').on('error', () => {})
    const socket = connectTls({ socket: below, rejectUnauthorized: false, ...options })
    let heard = ''
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1')
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      heard += `!${error.code}`
    })
    socket.on('secureConnect', () => script(socket, below))
    await new Promise((resolve) => socket.once('close', resolve))
    below.destroy()
    return heard
  }

  const request = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n'

  test.each<readonly [string, (socket: TLSSocket, below: Socket) => void, RegExp, string]>([
    ['ends at once', (socket) => socket.end(), /^HTTP\/1\.1 400 /, 'error -'],
    ['asks, and ends', (socket) => socket.end(request), /^HTTP\/1\.1 200 /, 'http http 200 LR'],
    ['asks half, and ends', (socket) => socket.end('GET /'), /^HTTP\/1\.1 400 /, 'error -'],
    ['asks half, and waits', (socket) => void socket.write('GET /'), /^HTTP\/1\.1 408 /, 'error -'],
    ['waits', () => {}, /^HTTP\/1\.1 408 /, 'error -'],
    [
      'sends what no key opens',
      (_socket, below) => void below.write(garbage),
      /^!ERR_SSL.*BAD_RECORD_MAC/,
      'error SSL_FATAL',
    ],
    [
      'sends half a request and what no key opens',
      (socket, below) => void socket.write('GET /', () => below.write(garbage)),
      /^!ERR_SSL.*BAD_RECORD_MAC/,
      'error SSL_FATAL',
    ],
  ])('a client that %s once TLS is spoken', async (_name, script, heard, line) => {
    const logs = awaitLogs(1)
    expect(await speak(ports.http, script, { maxVersion: 'TLSv1.2' })).toMatch(heard)
    expect(await logs()).toEqual([line])
  })

  test('a request to renegotiate ends the connection', async () => {
    const logs = awaitLogs(1)
    const heard = await speak(ports.http, (socket) => void socket.renegotiate({}, () => {}), { maxVersion: 'TLSv1.2' })
    expect(heard).toMatch(/^!ERR_SSL_NO_RENEGOTIATION/)
    expect(await logs()).toEqual(['error SSL_FATAL'])
  })

  test('a version that is not spoken here is refused with its alert', async () => {
    const logs = awaitLogs(1)
    expect(await speak(ports.modern, () => {}, { maxVersion: 'TLSv1.2' })).toMatch(/PROTOCOL_VERSION$/)
    expect(await logs()).toEqual(['error SSL_HANDSHAKE'])
  })

  test.each<readonly [string, (socket: TLSSocket, below: Socket) => void, RegExp, string]>([
    ['ends', (socket) => socket.end('hi'), /^hi$/, 'tcp tcp - --'],
    ['resets', (_socket, below) => below.resetAndDestroy(), /^!?/, 'tcp tcp - CD'],
    ['sends what no key opens', (_socket, below) => void below.write(garbage), /BAD_RECORD_MAC/, 'tcp tcp - CD'],
  ])('a client in mode tcp that %s', async (_name, script, heard, line) => {
    const logs = awaitLogs(1)
    // The first bytes come back before the script runs: the server is connected then.
    const begin = (socket: TLSSocket, below: Socket): void => {
      socket.write('x')
      socket.once('data', () => script(socket, below))
    }
    expect((await speak(ports.tcp, begin)).replace(/^x/, '')).toMatch(heard)
    expect(await logs()).toEqual([line])
  })

  /** As HAProxy 2.6 logs each. */
  test.each([
    ['refused/x', 503, 'refused 503 SC -'],
    ['silent/x', 503, 'silent 503 sC -'],
    ['ending/x', 503, 'ending 503 SC SSL_HANDSHAKE'],
    ['resetting/x', 503, 'resetting 503 SC SSL_HANDSHAKE'],
    ['alerting/x', 503, 'alerting 503 SC SSL_HANDSHAKE'],
    ['plain/x', 503, 'plain 503 SC SSL_HANDSHAKE'],
    ['untrusted/answers', 503, 'untrusted 503 SC SSL_HANDSHAKE'],
    ['misnamed/answers', 503, 'misnamed 503 SC SSL_MISMATCH_SNI'],
    ['misplaced/answers', 503, 'misplaced 503 SC SSL_MISMATCH'],
    ['does/closes', 502, 'does 502 SH -'],
    ['does/resets', 502, 'does 502 SH ERESET'],
    ['does/hangs', 504, 'does 504 sH -'],
    ['does/truncates', 200, 'does 200 SD -'],
    ['does/resetsInBody', 200, 'does 200 SD ERESET'],
    ['does/corrupts', 502, 'does 502 SH SSL_FATAL'],
    ['does/corruptsBody', 200, 'does 200 SD SSL_FATAL'],
    ['does/answers', 200, 'does 200 -- -'],
  ])('a server that %s', async (path, status, line) => {
    const logs = awaitLogs(1)
    const answer = await sendRaw(ports.out, Buffer.from(`GET /${path} HTTP/1.0\r\n\r\n`), 'stays')
    expect(Number(answer.slice(9, 12))).toBe(status)
    expect(await logs()).toEqual([`out ${line}`])
  })

  test('handshakes that fail leave nothing behind', { timeout: 120_000 }, async () => {
    const hello = await captureHello()
    const random = createRandom(7)
    const failOne = (): Promise<unknown> => {
      const kind = random.uint32() % 6
      if (kind === 0) return sendRaw(ports.out, Buffer.from('GET /plain/x HTTP/1.0\r\n\r\n'), 'stays')
      if (kind === 1) return sendRaw(ports.out, Buffer.from('GET /resetting/x HTTP/1.0\r\n\r\n'), 'stays')
      if (kind === 2) return speak(ports.http, (_socket, below) => below.resetAndDestroy())
      return sendRaw(
        ports.http,
        hello.subarray(0, random.uint32() % (hello.length + 1)),
        kind === 3 ? 'resets' : 'ends',
      )
    }
    const failMany = async (count: number): Promise<void> => {
      let begun = 0
      const worker = async (): Promise<void> => {
        while (begun++ < count) await failOne()
      }
      await Promise.all(Array.from({ length: 40 }, worker))
    }
    await failMany(2500)
    await eventually(() => daemon.descriptorCount() < 60)
    const descriptors = daemon.descriptorCount()
    const resident = daemon.residentBytes()
    await failMany(5000)
    await eventually(() => daemon.descriptorCount() <= descriptors + 2)
    expect(daemon.residentBytes() - resident).toBeLessThan(25 * 1024 * 1024)
  })
})
