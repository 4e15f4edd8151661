import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { TlsFixture, type TlsFixtureSettings } from '../../testing/tls-fixture.ts'
import {
  acceptSettings,
  connectSettings,
  noVerification,
  testCredential,
  testNegotiation,
  testPem,
} from '../../testing/tls-network.ts'
import type { TlsConnectSettings, TlsVerification } from '../settings.ts'

const fixtures: TlsFixture[] = []
const servers: Server[] = []

afterEach(async () => {
  for (const fixture of fixtures.splice(0)) {
    await fixture.stop()
    expect(fixture.errors).toEqual([])
  }
  for (const server of servers.splice(0)) server.close()
})

async function portOf(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expects a port')
  return address.port
}

/** A server that echoes over TLS, with the connections it got. */
async function tlsServer(
  options: TlsOptions = {},
): Promise<{ port: number; sockets: TLSSocket[]; resumed: boolean[] }> {
  const sockets: TLSSocket[] = []
  const resumed: boolean[] = []
  const server = createTlsServer({ cert: testPem, key: testPem, ...options }, (socket) => {
    socket.on('error', () => {})
    sockets.push(socket)
    resumed.push(socket.isSessionReused())
    socket.pipe(socket)
  })
  server.on('tlsClientError', () => {})
  return { port: await portOf(server), sockets, resumed }
}

async function proxyTo(
  kind: 'handle' | 'node',
  serverPort: number,
  tls: Partial<TlsConnectSettings> = {},
  serverName: string | null = null,
  settings: Partial<TlsFixtureSettings> = {},
): Promise<TlsFixture> {
  const transport = { tls: connectSettings(tls), serverName: () => serverName, ...settings.transport }
  const fixture = await new TlsFixture({ kind, serverPort, ...settings, transport }).start()
  fixtures.push(fixture)
  return fixture
}

/** What comes back through the proxy for `ping`, or the end. */
async function ask(client: Socket): Promise<string> {
  client.write('ping')
  return new Promise((resolve) => {
    client.on('data', (chunk: Buffer) => {
      resolve(chunk.toString('latin1'))
      client.end()
    })
    client.on('end', () => resolve('end'))
    client.on('close', () => resolve('close'))
  })
}

const trusting: TlsVerification = { ...noVerification, mode: 'required', authorities: testPem }

describe.each(['handle', 'node'] as const)('%s', (kind) => {
  test('speaks TLS with the server, name and protocols included', async () => {
    const { port, sockets } = await tlsServer({ ALPNProtocols: ['x', 'h2'] })
    const negotiation = { ...testNegotiation, alpn: ['h2', 'x'] }
    const proxy = await proxyTo(kind, port, { negotiation, verification: trusting }, 'www.oracle.test')
    expect(await ask(proxy.raw())).toBe('ping')
    await proxy.until(() => proxy.logs.length === 1)
    expect(proxy.logs).toEqual(['-- 0'])
    expect(proxy.streams[0]!.serverConnection!.tls).toMatchObject({
      isEstablished: true,
      protocol: 'TLSv1.3',
      alpn: 'x',
      serverName: 'www.oracle.test',
      verifyResult: 0,
    })
    expect(proxy.streams[0]!.serverConnection!.tls!.peerCertificates.length).toBe(1)
    expect(sockets[0]!.servername).toBe('www.oracle.test')
  })

  test('sessions are resumed by name, unless that is turned off', async () => {
    const { port, resumed } = await tlsServer()
    for (const reusesSessions of [true, false]) {
      let name = 'a.test'
      const proxy = await proxyTo(kind, port, { reusesSessions }, null, { transport: { serverName: () => name } })
      for (name of ['a.test', 'a.test', 'b.test', 'a.test']) {
        expect(await ask(proxy.raw())).toBe('ping')
        await proxy.until(() => proxy.engine.sessions.size === 0)
      }
      expect(resumed.splice(0)).toEqual([false, reusesSessions, false, reusesSessions])
    }
  })

  test('sessions are not resumed once authorities or certificates were replaced', async () => {
    const { port, resumed } = await tlsServer()
    let verification: TlsVerification = trusting
    const fixed = connectSettings()
    const tls: TlsConnectSettings = {
      ...fixed,
      get verification() {
        return verification
      },
    }
    // The settings themselves are one object: those of a server are read again and again.
    const fixture = new TlsFixture({ kind, serverPort: port, transport: { tls, serverName: () => 'oracle.test' } })
    const proxy = await fixture.start()
    fixtures.push(proxy)
    for (const next of [trusting, trusting, { ...trusting }, null]) {
      verification = next ?? verification
      expect(await ask(proxy.raw())).toBe('ping')
      await proxy.until(() => proxy.engine.sessions.size === 0)
    }
    expect(resumed).toEqual([false, true, false, true])
    const certificates = proxy.streams.map(({ serverConnection }) => serverConnection!.tls!.peerCertificates)
    expect(certificates).toEqual(Array.from({ length: 4 }, () => certificates[0]))
    expect(certificates[0]!.length).toBe(1)
  })

  test('our certificate is shown to a server that asks', async () => {
    const { port, sockets } = await tlsServer({ requestCert: true, rejectUnauthorized: false })
    const proxy = await proxyTo(kind, port, { credential: testCredential })
    expect(await ask(proxy.raw())).toBe('ping')
    expect(sockets[0]!.getPeerCertificate().subject?.CN).toBe('oracle.test')
  })

  const otherAuthority: TlsVerification = { ...trusting, authorities: '' }
  test.each<[string, Partial<TlsConnectSettings>, string | null, number, number]>([
    ['an unknown authority', { verification: otherAuthority }, null, 0, 34],
    ['another host', { verification: trusting, verifiedHost: 'nope.test' }, 'oracle.test', 0, 32],
    ['another name', { verification: trusting }, 'nope.test', 3, 33],
  ])('a server with %s is not served from', async (_name, tls, serverName, retries, connectionError) => {
    const { port } = await tlsServer()
    const backend = { retries }
    const proxy = await proxyTo(kind, port, tls, serverName, { backend })
    expect(await ask(proxy.raw())).toBe('end')
    await proxy.until(() => proxy.logs.length === 1)
    expect(proxy.logs).toEqual([`SC ${retries}`])
    const stream = proxy.streams[0]!
    expect([stream.serverConnectionError, stream.serverTlsFailure?.code]).toEqual([connectionError, 0x0a000086])
  })

  test.each<[string, (socket: Socket) => void, number]>([
    ['speaks in the clear', (socket) => socket.end('HTTP/1.0 400 x\r\n\r\n'), 0x0a00010b],
    ['closes', (socket) => socket.end(), 0],
    ['resets', (socket) => socket.resetAndDestroy(), 0],
    ['sends an alert', (socket) => socket.end(Buffer.from('15030300020228', 'hex')), 0x0a000410],
  ])('a server that %s has failed the handshake', async (_name, answer, code) => {
    const port = await portOf(
      createServer((socket) => {
        socket.on('error', () => {})
        socket.once('data', () => answer(socket))
      }),
    )
    const proxy = await proxyTo(kind, port, {}, null, { backend: { retries: 0 } })
    expect(await ask(proxy.raw())).toBe('end')
    await proxy.until(() => proxy.logs.length === 1)
    expect(proxy.logs).toEqual(['SC 0'])
    const stream = proxy.streams[0]!
    expect([stream.serverConnectionError, stream.serverTlsFailure?.code ?? 0]).toEqual([34, code])
    expect(proxy.backend.tlsCounters(stream.server!)).toMatchObject({ sessions: 0, failures: 1 })
  })

  test('the PROXY header goes before TLS', async () => {
    const first: Buffer[] = []
    const port = await portOf(
      createServer((socket) => {
        socket.on('error', () => {})
        socket.once('data', (chunk) => {
          first.push(Buffer.from(chunk))
          socket.destroy()
        })
      }),
    )
    const transport = { sendProxy: { version: 1, fields: new Set<never>(), formats: [] } } as const
    const proxy = await proxyTo(kind, port, {}, null, { backend: { retries: 0 }, transport })
    await ask(proxy.raw())
    expect(first[0]!.toString('latin1')).toMatch(/^PROXY TCP4 127\.0\.0\.1 127\.0\.0\.1 \d+ \d+\r\n/)
    if (first[0]!.includes(22)) expect(first[0]![first[0]!.indexOf('\r\n') + 2]).toBe(22)
  })

  test('a client that leaves amid the handshake takes its connection along', async () => {
    const sockets: Socket[] = []
    const port = await portOf(
      createServer((socket) => {
        socket.on('error', () => {})
        sockets.push(socket)
      }),
    )
    const proxy = await proxyTo(kind, port)
    const client = proxy.raw()
    client.write('x')
    await proxy.until(() => sockets.length === 1)
    const closed = once(sockets[0]!, 'close')
    sockets[0]!.resume()
    client.resetAndDestroy()
    await closed
    await proxy.until(() => proxy.engine.tls.currentConnections === 0)
    expect(proxy.logs.map((line) => line.slice(0, 2))).toEqual(['CD'])
  })

  test('TLS on both sides carries much at once', async () => {
    const { port } = await tlsServer()
    const listener = { tls: acceptSettings() }
    const proxy = await proxyTo(kind, port, {}, null, { listener })
    const client = proxy.tls()
    await once(client, 'secureConnect')
    const data = Buffer.alloc(4_000_000, '0123456789abcdefghijklmnopqrstuvwxyz')
    client.end(data)
    const chunks: Buffer[] = []
    for await (const chunk of client) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).equals(data)).toBe(true)
  })
})
