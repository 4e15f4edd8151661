import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2'
import { type AddressInfo, connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Daemon, eventually, freePort, isBuilt, startDaemon } from './daemon.ts'

const pem = fileURLToPath(new URL('../../../tooling/oracle/fixtures/oracle.test.pem', import.meta.url))

/** Answers that the origin holds back. */
const held: ServerResponse[] = []

/** Ends with a stream or connection, whatever ends it. */
const closing = (emitter: ClientHttp2Session | ClientHttp2Stream): Promise<void> =>
  new Promise((resolve) => emitter.once('close', () => resolve()))

const serve = (): Server =>
  createServer((request, response) => {
    if (request.url === '/held') held.push(response)
    else response.end('ok')
  })

const facts = [
  'hv=%HV hu=%HU',
  ...['url', 'ver', 'first', 'base', 'proto', 'id', 'aborted', 'count', 'limit'].map(
    (name) => `${name}=%[var(txn.${name})]`,
  ),
  'major=%[fc_http_major] alpn=%[ssl_fc_alpn] st=%ST ts=%ts',
].join(' ')

describe.skipIf(!isBuilt)('words around HTTP/2', () => {
  const ports = { clear: 0, tls: 0, tlsHttp1: 0, forced: 0, tcp: 0 }
  let origin: Server
  let daemon: Daemon
  const socketPath = join(tmpdir(), `weir-http2-words-${process.pid}.sock`)
  const sessions: ClientHttp2Session[] = []

  const configuration = (global = ''): string => `global
  log stdout format raw local0
  stats socket ${socketPath} level admin
  ${global}
defaults
  mode http
  log global
  option dontlognull
  timeout client 20s
  timeout server 20s
  timeout connect 5s
frontend f
  bind 127.0.0.1:${ports.clear}
  bind 127.0.0.1:${ports.tls} ssl crt ${pem}
  bind 127.0.0.1:${ports.tlsHttp1} ssl crt ${pem} proto h1
  bind 127.0.0.1:${ports.forced} proto h2
  log-format "${facts}"
  stick-table type ip size 10 expire 1m store glitch_cnt,glitch_rate(1m)
  tcp-request session track-sc0 src
  http-request set-var(txn.url) url
  http-request set-var(txn.ver) req.ver
  http-request set-var(txn.first) http_first_req
  http-request set-var(txn.base) base
  http-request set-var(txn.proto) req.proto_http
  http-request set-var(txn.id) fs.id
  http-request set-var(txn.aborted) fs.aborted
  http-request set-var(txn.count) fc_nb_streams
  http-request set-var(txn.limit) fc_settings_streams_limit
  http-request return status 200 hdr x-glitches "%[sc0_glitch_cnt] %[sc0_glitch_rate] %[src_glitch_cnt] %[src,table_glitch_cnt(f)] %[fc_glitches]" if { path /glitches }
  default_backend b
frontend t
  mode tcp
  bind 127.0.0.1:${ports.tcp}
  tcp-request inspect-delay 5s
  tcp-request content switch-mode http proto h2 if { req.len gt 3 }
  log-format "switched major=%[fc_http_major] ts=%ts"
  default_backend b
backend b
  server s 127.0.0.1:${(origin.address() as AddressInfo).port}
`

  const start = async (global?: string): Promise<Daemon> =>
    startDaemon(configuration(global), { awaitPorts: [ports.clear, ports.tls, ports.tlsHttp1, ports.forced] })

  beforeAll(async () => {
    origin = serve().listen(0, '127.0.0.1')
    await once(origin, 'listening')
    for (const name of ['clear', 'tls', 'tlsHttp1', 'forced', 'tcp'] as const) ports[name] = await freePort()
    daemon = await start()
  })

  afterEach(() => {
    for (const session of sessions.splice(0)) session.destroy()
    for (const response of held.splice(0)) response.destroy()
  })

  afterAll(async () => {
    await daemon.kill()
    origin.closeAllConnections()
    origin.close()
    rmSync(socketPath, { force: true })
  })

  function open(port: keyof typeof ports = 'clear'): ClientHttp2Session {
    const scheme = port === 'tls' ? 'https' : 'http'
    const session = connect(`${scheme}://127.0.0.1:${ports[port]}`, { rejectUnauthorized: false })
    session.on('error', () => {})
    sessions.push(session)
    return session
  }

  function begin(session: ClientHttp2Session, path: string): ClientHttp2Stream {
    const stream = session.request({ ':path': path, ':authority': 'a' })
    stream.on('error', () => {})
    stream.resume()
    return stream
  }

  async function ask(session: ClientHttp2Session, path: string): Promise<Record<string, unknown>> {
    const stream = begin(session, path)
    const [headers] = await once(stream, 'response')
    await closing(stream)
    return headers
  }

  /** What the runtime socket says to a command. */
  async function command(line: string): Promise<string> {
    const socket = connectSocket(socketPath)
    socket.end(`${line}\n`)
    let text = ''
    for await (const piece of socket) text += String(piece)
    return text
  }

  async function statistics(): Promise<Record<string, string>> {
    const [names, ...rows] = (await command('show stat')).split('\n').map((line) => line.split(','))
    const row = rows.find(([proxy, side]) => proxy === 'f' && side === 'FRONTEND')!
    return Object.fromEntries(names!.map((name, at) => [name.replace('# ', ''), row[at] ?? '']))
  }

  /** A request that a server has got, and not answered. */
  async function hold(session: ClientHttp2Session): Promise<ClientHttp2Stream> {
    const stream = begin(session, '/held')
    await eventually(() => held.length > 0)
    return stream
  }

  // Recorded from HAProxy 2.6, but for the words that are later than it: from `id` on.
  test.each([
    ['clear', 'http', '-'],
    ['tls', 'https', 'h2'],
  ] as const)('what logs and samples show of a request, %s', async (port, scheme, alpn) => {
    const session = open(port)
    const shown = (id: number): string =>
      `hv=HTTP/2.0 hu=${scheme}://a/x?y url=${scheme}://a/x?y ver=2.0 first=0 base=a/x proto=1 ` +
      `id=${id} aborted=0 count=1 limit=100 major=2 alpn=${alpn} st=200 ts=--`
    for (const id of [1, 3]) {
      await ask(session, '/x?y')
      await eventually(() => daemon.output().includes(shown(id)))
    }
  })

  test('show stat tells versions apart', async () => {
    // The connections of the test before may still be on their way out.
    await eventually(async () => (await statistics()).h2_open_connections === '0')
    const before = await statistics()
    const session = open()
    await ask(session, '/a')
    await ask(session, '/b')
    const answer = await fetch(`http://127.0.0.1:${ports.clear}/c`)
    await answer.text()
    const after = await statistics()
    const grown = (name: string): number => Number(after[name]) - Number(before[name])
    expect(['h1sess', 'h2sess', 'h1req', 'h2req', 'sess_other', 'req_other'].map(grown)).toEqual([1, 1, 1, 2, 0, 0])
    expect(['h2_headers_rcvd', 'h2_total_connections', 'h2_backend_total_streams'].map(grown)).toEqual([2, 1, 2])
    expect(grown('h2_open_connections')).toBe(1)
    expect([after.h2_backend_open_streams, after.h1_open_streams]).toEqual(['0', '0'])
  })

  test('faults make lines in the log and count in tables', async () => {
    const session = open()
    const [base = Number.NaN] = String((await ask(session, '/glitches'))['x-glitches'])
      .split(' ')
      .map(Number)
    const stream = session.request({ ':path': 'none', ':authority': 'a' })
    stream.on('error', () => {})
    await closing(stream)
    expect(stream.rstCode).toBe(1)
    const count = base + 1
    expect((await ask(session, '/glitches'))['x-glitches']).toBe(`${count} ${count} ${count} ${count} 1`)
    await eventually(() => /hv=<BADREQ> hu=<BADREQ> url=- .* major=2 alpn=- st=0 ts=PR/.test(daemon.output()))
  })

  test('show sess lists streams, and shutdown session ends one alone', async () => {
    const session = open()
    const stream = await hold(session)
    const id = /^(0x[0-9a-f]+): .*fe=f be=b srv=s /m.exec(await command('show sess'))?.[1]
    const answered = once(stream, 'response')
    await command(`shutdown session ${id}`)
    const [headers] = await answered
    expect(headers[':status']).toBe(502)
    expect((await ask(session, '/after'))[':status']).toBe(200)
    await eventually(() => daemon.output().includes('st=502 ts=KH'))
  })

  test('disable frontend leaves connections that are there alone', async () => {
    const session = open()
    await ask(session, '/a')
    await command('disable frontend f')
    expect((await ask(session, '/b'))[':status']).toBe(200)
    await command('enable frontend f')
  })

  test('proto h1 agrees on HTTP/1 alone, and proto h2 takes nothing else', async () => {
    const socket = connectTls({ port: ports.tlsHttp1, rejectUnauthorized: false, ALPNProtocols: ['h2', 'http/1.1'] })
    await once(socket, 'secureConnect')
    expect(socket.alpnProtocol).toBe('http/1.1')
    socket.destroy()
    expect((await ask(open('forced'), '/a'))[':status']).toBe(200)
    const plain = connectSocket(ports.forced, '127.0.0.1')
    plain.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    let text = ''
    for await (const piece of plain) text += String(piece)
    expect(text).toBe('')
  })

  test('switch-mode http proto h2 goes on with what has come', async () => {
    const session = open('tcp')
    for (const path of ['/a', '/b']) expect((await ask(session, path))[':status']).toBe(200)
    await eventually(() => daemon.output().match(/switched major=2 ts=--/g)?.length === 2)
  })

  describe('a process that stops', () => {
    test('asks busy clients to go, takes what is on its way, and ends with the last stream', async () => {
      await daemon.kill()
      daemon = await start()
      const [busy, idle] = [open(), open()]
      await ask(idle, '/a')
      const stream = await hold(busy)
      const farewells = [once(busy, 'goaway'), once(idle, 'goaway')] as const
      daemon.child.kill('SIGUSR1')
      const [[busyCode, busyLast], [idleCode, idleLast]] = await Promise.all(farewells)
      expect([busyCode, busyLast, idleCode, idleLast]).toEqual([0, 0x7fff_ffff, 0, 1])
      const answered = once(stream, 'response')
      held.shift()!.end('late')
      const [headers] = await answered
      expect(headers[':status']).toBe(200)
      expect((await daemon.ended).status).toBe(0)
    })

    test('hard-stop-after ends streams that take longer', async () => {
      daemon = await start('hard-stop-after 300ms')
      const stream = await hold(open())
      const closed = closing(stream)
      daemon.child.kill('SIGUSR1')
      await closed
      await daemon.ended
    })

    test('close-spread-time lets idle clients go one by one', async () => {
      daemon = await start('close-spread-time 500ms')
      const clients = [open(), open(), open(), open(), open()]
      for (const client of clients) await ask(client, '/a')
      const closed = clients.map((client) => closing(client))
      daemon.child.kill('SIGUSR1')
      await Promise.all(closed)
      expect((await daemon.ended).status).toBe(0)
    })
  })
})
