import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type ClientHttp2Session, connect, constants } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Daemon, eventually, freePort, isBuilt, startDaemon } from './daemon.ts'

const pem = fileURLToPath(new URL('../../../tooling/oracle/fixtures/oracle.test.pem', import.meta.url))
const run = promisify(execFile)
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const large = randomBytes(8 << 20)

/** What the origin saw of requests whose clients went away. */
let aborted = 0

function serve(): Server {
  return createServer((request, response) => {
    request.on('aborted', () => aborted++)
    if (request.url === '/large') response.end(large)
    else if (request.url === '/never') response.writeHead(200).write('x')
    else if (request.url === '/trailers') {
      response.writeHead(200, { trailer: 'x-sum' })
      response.write('body')
      response.addTrailers({ 'x-sum': '1' })
      response.end()
    } else if (request.method === 'POST') {
      const hash = createHash('sha256')
      request.on('data', (bytes: Buffer) => hash.update(bytes))
      request.on('end', () => response.end(hash.digest('hex')))
    } else response.end(`${request.url} ${request.headers['x-version']}`)
  })
}

describe.skipIf(!isBuilt)('HTTP/2 with clients', () => {
  let daemon: Daemon
  let origin: Server
  const ports = { clear: 0, tls: 0 }
  const sessions: ClientHttp2Session[] = []

  beforeAll(async () => {
    origin = serve().listen(0, '127.0.0.1')
    await once(origin, 'listening')
    ports.clear = await freePort()
    ports.tls = await freePort()
    daemon = await startDaemon(
      `defaults
  mode http
  timeout client 10s
  timeout server 10s
  timeout connect 5s
frontend f
  bind 127.0.0.1:${ports.clear}
  bind 127.0.0.1:${ports.tls} ssl crt ${pem}
  http-request set-header x-version %[req.ver]
  http-request deny if { path /denied }
  default_backend b
backend b
  server s 127.0.0.1:${(origin.address() as AddressInfo).port}
`,
      { awaitPorts: [ports.clear, ports.tls] },
    )
  })

  afterAll(async () => {
    for (const session of sessions) session.destroy()
    await daemon.kill()
    origin.closeAllConnections()
    origin.close()
  })

  function open(kind: keyof typeof ports): ClientHttp2Session {
    const scheme = kind === 'tls' ? 'https' : 'http'
    const session = connect(`${scheme}://127.0.0.1:${ports[kind]}`, { rejectUnauthorized: false })
    session.on('error', () => {})
    sessions.push(session)
    return session
  }

  async function ask(session: ClientHttp2Session, path: string, body?: Buffer) {
    const stream = session.request({ ':path': path, ':method': body === undefined ? 'GET' : 'POST' })
    let status = 0
    let trailers = ''
    stream.on('response', (headers) => {
      status = headers[':status'] ?? 0
    })
    stream.on('trailers', (fields) => {
      trailers = String(fields['x-sum'])
    })
    stream.end(body)
    const pieces: Buffer[] = []
    for await (const piece of stream) pieces.push(piece as Buffer)
    return { status, trailers, body: Buffer.concat(pieces) }
  }

  test.each(['clear', 'tls'] as const)('many streams at once, %s', async (kind) => {
    const session = open(kind)
    const answers = await Promise.all(Array.from({ length: 300 }, (_, at) => ask(session, `/${at}`)))
    expect(answers.map(({ body }) => body.toString())).toEqual(Array.from({ length: 300 }, (_, at) => `/${at} 2.0`))
    expect((await ask(session, '/denied')).status).toBe(403)
    expect((await ask(session, '/trailers')).trailers).toBe('1')
  })

  test.each(['clear', 'tls'] as const)('large bodies both ways at once, %s', async (kind) => {
    const session = open(kind)
    const [down, up, small] = await Promise.all([ask(session, '/large'), ask(session, '/up', large), ask(session, '/')])
    expect(digest(down.body)).toBe(digest(large))
    expect(up.body.toString()).toBe(digest(large))
    expect(small.status).toBe(200)
  })

  test('a client that resets a stream lets its server go, and no other', async () => {
    const session = open('clear')
    const before = aborted
    const stream = session.request({ ':path': '/never' })
    stream.on('error', () => {})
    await once(stream, 'response')
    stream.close(constants.NGHTTP2_CANCEL)
    await eventually(() => aborted > before)
    expect((await ask(session, '/after')).status).toBe(200)
  })

  test('a client that does not read holds nobody else up, and takes no memory', async () => {
    const slow = open('clear')
    const stream = slow.request({ ':path': '/large' })
    stream.on('error', () => {})
    stream.pause()
    await once(stream, 'response')
    const before = daemon.residentBytes()
    const session = open('clear')
    for (let count = 0; count < 20; count++) expect((await ask(session, `/${count}`)).status).toBe(200)
    expect(daemon.residentBytes() - before).toBeLessThan(20 << 20)
    stream.close(constants.NGHTTP2_CANCEL)
  })

  test.for([
    ['curl', ['-sk', '-w', ' %{http_version}']],
    ['nghttp', []],
  ] as const)('speaks with %s', async ([command, words], { skip }) => {
    const { stdout } = await run(command, [...words, `https://127.0.0.1:${ports.tls}/x`]).catch((error) => {
      if (error.code === 'ENOENT') skip(`needs ${command}`)
      throw error
    })
    expect(stdout.startsWith('/x 2.0')).toBe(true)
  })
})
