import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { get, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { createGunzip, createGzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { eventually, freePort, isBuilt, startDaemon } from './daemon.ts'
import { startHttpServer } from './peers.ts'

const configuration = (port: number, serverPort: number, ...lines: string[]): string => `
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
listen l
  bind 127.0.0.1:${port}
  compression algo gzip
  ${lines.join('\n  ')}
  server s 127.0.0.1:${serverPort}
`

const mebibyte = 1024 * 1024
/** Text that packs to about three quarters. */
const block = randomBytes(48 * 1024).toString('base64')

async function start(handle: (request: IncomingMessage, response: ServerResponse) => void, ...lines: string[]) {
  const server = await startHttpServer(handle)
  const port = await freePort()
  const daemon = await startDaemon(configuration(port, server.port, ...lines), { awaitPorts: [port] })
  return {
    port,
    daemon,
    async [Symbol.asyncDispose]() {
      await daemon[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Writes `count` blocks as fast as they are taken. */
function pour(response: ServerResponse, count: number): void {
  response.writeHead(200, { 'content-type': 'text/plain' })
  let written = 0
  const more = (): void => {
    while (written < count) {
      written++
      if (!response.write(block)) {
        response.once('drain', more)
        return
      }
    }
    response.end()
  }
  more()
}

describe.skipIf(!isBuilt)('compression', () => {
  test('each piece of a slow response gets through before the next is written', async () => {
    let server: ServerResponse | null = null
    await using weir = await start((_request, response) => {
      server = response
      response.writeHead(200, { 'content-type': 'text/plain' })
      response.write('piece 0;')
    })
    const content = await new Promise<string>((resolve, reject) => {
      get({ port: weir.port, host: '127.0.0.1', headers: { 'accept-encoding': 'gzip' } }, (response) => {
        let text = ''
        let pieces = 0
        const unpacked = response.pipe(createGunzip())
        unpacked.on('data', (chunk: Buffer) => {
          text += chunk.toString()
          pieces++
          if (pieces < 5) server!.write(`piece ${pieces};`)
          else server!.end()
        })
        unpacked.on('end', () => resolve(text))
      }).on('error', reject)
    })
    expect(content).toBe('piece 0;piece 1;piece 2;piece 3;piece 4;')
  })

  test('curl unpacks what it gets', async (context) => {
    await using weir = await start((_request, response) => response.end(block))
    const run = promisify(execFile)
    const curl = run('curl', ['-s', '--compressed', '-D', '-', `http://127.0.0.1:${weir.port}/`], {
      maxBuffer: 10 * mebibyte,
    })
    const { stdout } = await curl.catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') context.skip('needs curl')
      throw error
    })
    const [head, body] = stdout.split('\r\n\r\n')
    expect(head).toContain('content-encoding: gzip')
    expect(body).toBe(block)
  })

  test('clients that go away, or read nothing, leave no memory behind', async () => {
    await using weir = await start((_request, response) => pour(response, 2000))
    const request = 'GET / HTTP/1.1\r\nhost: test\r\naccept-encoding: gzip\r\n\r\n'
    const ask = () => {
      const socket = connect(weir.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(request)
      return socket
    }
    const abortAfter = (bytes: number): Promise<void> =>
      new Promise((resolve) => {
        const socket = ask()
        let received = 0
        socket.on('data', (chunk: Buffer) => {
          received += chunk.length
          if (received < bytes) return
          socket.destroy()
          resolve()
        })
      })
    for (let round = 0; round < 10; round++) await abortAfter(1)
    const before = weir.daemon.residentBytes()
    const descriptors = weir.daemon.descriptorCount()
    for (let round = 0; round < 60; round++) await abortAfter(1 + round * 10_000)
    const stalled = Array.from({ length: 10 }, () => ask().pause())
    await eventually(() => weir.daemon.descriptorCount() >= descriptors + 10)
    for (const socket of stalled) socket.destroy()
    await eventually(() => weir.daemon.descriptorCount() <= descriptors + 2)
    expect(weir.daemon.residentBytes() - before).toBeLessThan(60 * mebibyte)
  })

  test('requests are packed for servers', async () => {
    let encoding: string | undefined
    await using weir = await start(
      (request, response) => {
        encoding = request.headers['content-encoding']
        // The answer is what came, unpacked.
        request.pipe(createGunzip()).pipe(response)
      },
      'compression algo-req gzip',
      'compression direction both',
    )
    const body = block.repeat(20)
    const response = await fetch(`http://127.0.0.1:${weir.port}/`, { method: 'POST', body })
    expect(await response.text()).toBe(body)
    expect(encoding).toBe('gzip')
    expect(response.headers.get('content-encoding')).toBe('gzip')
  })

  test('a body that the server has packed passes as it is', async () => {
    await using weir = await start((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' })
      const packer = createGzip()
      packer.pipe(response)
      packer.end(block)
    })
    const response = await fetch(`http://127.0.0.1:${weir.port}/`)
    expect(await response.text()).toBe(block)
  })
})
