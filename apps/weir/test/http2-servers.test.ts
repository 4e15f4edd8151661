import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import {
  connect,
  constants,
  createSecureServer,
  createServer,
  type IncomingHttpHeaders as Http2Headers,
  type Http2Server,
  type Http2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import { createServer as createOldServer, type Server as OldServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Daemon, eventually, freePort, isBuilt, startDaemon } from './daemon.ts'

const pem = fileURLToPath(new URL('../../../tooling/oracle/fixtures/oracle.test.pem', import.meta.url))
const run = promisify(execFile)
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const large = randomBytes(8 << 20)

/** Node refuses streams beyond that many megabytes of a session. */
const maxSessionMemory = 1000

/** What the origin saw. */
const seen = { sessions: 0, aborted: 0, checks: new Set<string>() }

function answer(stream: ServerHttp2Stream, headers: Http2Headers): void {
  const path = headers[':path'] ?? ''
  stream.on('error', () => {})
  stream.on('aborted', () => seen.aborted++)
  if (headers[':method'] === 'CONNECT') {
    stream.respond({ ':status': 200 })
    stream.on('data', (bytes: Buffer) => stream.write(`echo ${bytes}`))
    return
  }
  const hash = createHash('sha256')
  stream.on('data', (bytes: Buffer) => hash.update(bytes))
  stream.on('end', () => {
    if (path === '/large') {
      stream.respond({ ':status': 200, 'content-length': large.length })
      stream.end(large)
    } else if (path === '/streamed') {
      stream.respond({ ':status': 200 })
      stream.end(large)
    } else if (path === '/trailers') {
      stream.respond({ ':status': 200 }, { waitForTrailers: true })
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': '1' }))
      stream.end('body')
    } else if (path === '/never') {
      stream.respond({ ':status': 200 })
      stream.write('x')
    } else if (path === '/reset') stream.close(constants.NGHTTP2_CANCEL)
    else if (path === '/refuse') stream.close(constants.NGHTTP2_REFUSED_STREAM)
    else if (path === '/leave') {
      stream.session?.goaway(0, stream.id)
      stream.respond({ ':status': 200 })
      stream.end('bye')
    } else if (path === '/check') {
      seen.checks.add(
        (stream.session?.socket as { readonly encrypted?: boolean } | undefined)?.encrypted === true ? 'tls' : 'clear',
      )
      stream.respond({ ':status': 200 }, { endStream: true })
    } else if (headers[':method'] === 'POST') {
      stream.respond({ ':status': 200 })
      stream.end(hash.digest('hex'))
    } else {
      stream.respond({
        ':status': 200,
        'x-scheme': headers[':scheme'],
        'x-host': headers.host ?? headers[':authority'],
      })
      stream.end(path)
    }
  })
}

describe.skipIf(!isBuilt)('HTTP/2 with servers', () => {
  let daemon: Daemon
  const origins: Http2Server[] = []
  let old: OldServer
  const sessions = new Set<Http2Session | Socket>()
  const agent = new Agent({ keepAlive: true })
  const ports = { clear: 0, tls: 0, old: 0, h2: 0 }

  async function originOf(server: Http2Server): Promise<number> {
    origins.push(server)
    server.on('session', (session) => {
      seen.sessions++
      sessions.add(session)
    })
    server.on('stream', answer)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  beforeAll(async () => {
    const cert = readFileSync(pem)
    const settings = { enableConnectProtocol: true }
    const clear = await originOf(createServer({ settings, maxSessionMemory }))
    const secure = createSecureServer({ settings, maxSessionMemory, cert, key: cert, allowHTTP1: true })
    secure.on('upgrade', (_, socket: Socket) => {
      sessions.add(socket)
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
    })
    const tls = await originOf(secure as unknown as Http2Server)
    old = createOldServer({ cert, key: cert }, (request, response) => response.end(`HTTP/1 ${request.url}`))
    old.listen(0, '127.0.0.1')
    await once(old, 'listening')
    for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort()
    daemon = await startDaemon(
      `defaults
  mode http
  timeout client 10s
  timeout server 10s
  timeout connect 5s
  http-reuse always
listen clear
  bind 127.0.0.1:${ports.clear}
  server s 127.0.0.1:${clear} proto h2
listen tls
  bind 127.0.0.1:${ports.tls}
  server s 127.0.0.1:${tls} ssl verify none alpn h2,http/1.1
listen old
  bind 127.0.0.1:${ports.old}
  server s 127.0.0.1:${(old.address() as AddressInfo).port} ssl verify none alpn h2,http/1.1
backend checked
  option httpchk
  timeout check 5s
  http-check send meth GET uri /check hdr host a
  server clear 127.0.0.1:${clear} proto h2 check inter 1s
  server tls 127.0.0.1:${tls} ssl verify none alpn h2 check inter 1s
frontend h2
  bind 127.0.0.1:${ports.h2}
  use_backend tls if { path_beg /tls }
  default_backend clear
`,
      { awaitPorts: [ports.clear, ports.tls, ports.old, ports.h2] },
    )
  })

  afterAll(async () => {
    agent.destroy()
    await daemon?.kill()
    for (const session of sessions) session.destroy()
    for (const origin of origins) origin.close()
    old?.closeAllConnections()
    old?.close()
  })

  interface Answer {
    readonly status: number
    readonly headers: IncomingHttpHeaders
    readonly trailers: NodeJS.Dict<string>
    readonly body: Buffer
  }

  async function ask(kind: keyof typeof ports, path: string, body?: Buffer, headers = {}): Promise<Answer> {
    const method = body === undefined ? 'GET' : 'POST'
    const sent = httpRequest({ host: '127.0.0.1', port: ports[kind], path, method, agent, headers })
    sent.end(body)
    const [response] = await once(sent, 'response')
    const pieces: Buffer[] = []
    for await (const piece of response) pieces.push(piece as Buffer)
    const { statusCode, trailers } = response
    return { status: statusCode, headers: response.headers, trailers, body: Buffer.concat(pieces) }
  }

  test.each(['clear', 'tls'] as const)('requests of HTTP/1 clients share connections, %s', async (kind) => {
    await ask(kind, '/first')
    const before = seen.sessions
    const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => ask(kind, `/${at}`)))
    expect(answers.map(({ body }) => body.toString())).toEqual(Array.from({ length: 100 }, (_, at) => `/${at}`))
    expect(answers[0]!.headers).toMatchObject({ 'x-scheme': 'https', 'x-host': `127.0.0.1:${ports[kind]}` })
    // Checks come in between, on connections of their own.
    expect(seen.sessions - before).toBeLessThan(20)
    expect((await ask(kind, '/trailers')).trailers).toEqual({ 'x-sum': '1' })
  })

  test.each(['clear', 'tls'] as const)('large bodies both ways at once, %s', async (kind) => {
    const chunked = { 'transfer-encoding': 'chunked' }
    const [down, streamed, up, chunks] = await Promise.all([
      ask(kind, '/large'),
      ask(kind, '/streamed'),
      ask(kind, '/up', large),
      ask(kind, '/up', large, chunked),
    ])
    expect([down.body, streamed.body].map(digest)).toEqual([digest(large), digest(large)])
    expect([up.body.toString(), chunks.body.toString()]).toEqual([digest(large), digest(large)])
  })

  test('an HTTP/2 client gets what an HTTP/2 server says, in its words', async () => {
    const session = connect(`http://127.0.0.1:${ports.h2}`)
    sessions.add(session)
    for (const path of ['/large', '/tls/x', '/trailers']) {
      const stream = session.request({ ':path': path })
      let trailers: Http2Headers = {}
      stream.on('trailers', (fields) => {
        trailers = fields
      })
      const pieces: Buffer[] = []
      for await (const piece of stream) pieces.push(piece as Buffer)
      const body = Buffer.concat(pieces)
      if (path === '/large') expect(digest(body)).toBe(digest(large))
      if (path === '/tls/x') expect(body.toString()).toBe(path)
      if (path === '/trailers') expect(trailers['x-sum']).toBe('1')
    }
  })

  test('a server that only knows HTTP/1 is spoken to in it', async () => {
    expect((await ask('old', '/x')).body.toString()).toBe('HTTP/1 /x')
  })

  test.each(['/reset', '/refuse'])('a stream that the server breaks off is answered, %s', async (path) => {
    const { stdout } = await run('curl', [
      '-s',
      '-o',
      '/dev/null',
      '-w',
      '%{http_code}',
      `http://127.0.0.1:${ports.clear}${path}`,
    ])
    expect(stdout).toBe('502')
    expect((await ask('clear', '/after')).status).toBe(200)
  })

  test('a server that leaves is asked on another connection', async () => {
    for (let count = 0; count < 3; count++) {
      expect((await ask('clear', '/leave')).body.toString()).toBe('bye')
      expect((await ask('clear', '/next')).body.toString()).toBe('/next')
    }
  })

  test('a client that goes away lets its stream go, and no other', async () => {
    const before = seen.aborted
    const sent = httpRequest({ host: '127.0.0.1', port: ports.clear, path: '/never' })
    sent.on('error', () => {})
    sent.end()
    const [response] = await once(sent, 'response')
    response.on('error', () => {})
    sent.destroy()
    await eventually(() => seen.aborted > before)
    expect((await ask('clear', '/after')).status).toBe(200)
  })

  test('a client that does not read holds nobody else up, and takes no memory', async () => {
    await ask('clear', '/large')
    const sent = httpRequest({ host: '127.0.0.1', port: ports.clear, path: '/large', agent })
    sent.end()
    const [response] = await once(sent, 'response')
    response.pause()
    const before = daemon.residentBytes()
    for (let count = 0; count < 20; count++) expect((await ask('clear', `/${count}`)).status).toBe(200)
    expect(daemon.residentBytes() - before).toBeLessThan(20 << 20)
    response.destroy()
  })

  test.each([
    ['clear', 101],
    // Where it can be had, `ws auto` takes HTTP/1 for them.
    ['tls', 403],
  ] as const)('a WebSocket, %s', async (kind, status) => {
    const sent = httpRequest({
      host: '127.0.0.1',
      port: ports[kind],
      path: '/ws',
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    })
    sent.end()
    const answered = await Promise.race([
      once(sent, 'response').then(([response]) => ({ response, socket: null })),
      once(sent, 'upgrade').then(([response, socket]) => ({ response, socket: socket as Socket })),
    ])
    expect(answered.response.statusCode).toBe(status)
    if (answered.socket === null) return
    expect(answered.response.headers['sec-websocket-accept']).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
    answered.socket.write('ping')
    const [bytes] = await once(answered.socket, 'data')
    expect(String(bytes)).toBe('echo ping')
    answered.socket.destroy()
  })

  test('checks speak it as well', async () => {
    await eventually(() => seen.checks.has('clear') && seen.checks.has('tls'))
    expect(daemon.errors()).not.toContain('DOWN')
  })
})
