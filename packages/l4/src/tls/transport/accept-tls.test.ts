import { once } from 'node:events'
import { createServer } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { TlsFixture, type TlsFixtureSettings } from '../../testing/tls-fixture.ts'
import { acceptSettings, noVerification, testIdentity, testNegotiation, testPem } from '../../testing/tls-network.ts'
import type { TlsAcceptSettings } from '../settings.ts'
import type { TlsSession } from '../tls-session.ts'

let fixture: TlsFixture | null = null

afterEach(async () => {
  await fixture?.stop()
  expect(fixture?.errors ?? []).toEqual([])
  fixture = null
})

async function start(
  kind: 'handle' | 'node',
  tls: TlsAcceptSettings,
  settings: Partial<TlsFixtureSettings> = {},
): Promise<TlsFixture> {
  fixture = await new TlsFixture({ kind, ...settings, listener: { tls, ...settings.listener } }).start()
  return fixture
}

/** The bytes of a ClientHello, as Node sends it. */
async function clientHello(): Promise<Buffer> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expects a port')
  const client = tlsConnect({ port: address.port, host: '127.0.0.1', servername: 'oracle.test' })
  client.on('error', () => {})
  const [socket] = await once(server, 'connection')
  const [hello] = await once(socket, 'data')
  socket.destroy()
  server.close()
  return hello
}

/** What a client sees: its data until the end, or the reason of OpenSSL. */
async function ask(tls: TlsFixture, options: Parameters<TlsFixture['tls']>[0], text = 'ping'): Promise<string> {
  const client = tls.tls(options)
  return new Promise((resolve) => {
    client.on('error', (error: Error & { reason?: string }) => resolve(error.reason ?? error.message))
    client.on('close', () => resolve('closed'))
    client.on('secureConnect', () => client.write(text))
    let seen = ''
    client.on('data', (chunk: Buffer) => {
      seen += chunk.toString('latin1')
      if (seen.length >= text.length) {
        resolve(`${seen} ${client.getProtocol()} ${client.alpnProtocol === false ? '-' : client.alpnProtocol}`)
        client.end()
      }
    })
  })
}

describe.each(['handle', 'node'] as const)('%s', (kind) => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)('serves clients over %s', async (version) => {
    const proxy = await start(kind, acceptSettings())
    expect(await ask(proxy, { minVersion: version, maxVersion: version })).toBe(`ping ${version} -`)
    await proxy.until(() => proxy.logs.length === 1)
    expect(proxy.logs).toEqual(['-- 0'])
    expect(proxy.frontend.counters.tls.sessions).toBe(1)
    expect(proxy.engine.tls.totalConnections).toBe(1)
  })

  test('the identity is chosen by name, with its versions and its protocols', async () => {
    const asked: (string | null)[] = []
    const old = { ...testIdentity, negotiation: { ...testNegotiation, maxVersion: 'TLSv1.2' } } as const
    const proxy = await start(
      kind,
      acceptSettings(
        { negotiation: { ...testNegotiation, alpn: ['h2', 'http/1.1'] } },
        {
          selectIdentity(name) {
            asked.push(name)
            if (name === 'gone.test') return null
            return name === 'old.test'
              ? old
              : { ...testIdentity, negotiation: { ...testNegotiation, alpn: ['h2', 'x'] } }
          },
        },
      ),
    )
    expect(await ask(proxy, { servername: 'Old.Test', ALPNProtocols: ['h2'] })).toBe('ping TLSv1.2 -')
    expect(await ask(proxy, { servername: 'new.test', ALPNProtocols: ['x', 'h2'] })).toBe('ping TLSv1.3 h2')
    expect(await ask(proxy, { servername: 'new.test', ALPNProtocols: ['y'] })).toBe('ping TLSv1.3 -')
    expect(await ask(proxy, { ALPNProtocols: ['y', 'x'] })).toBe('ping TLSv1.3 x')
    expect(await ask(proxy, { servername: 'gone.test' })).toBe('tlsv1 unrecognized name')
    expect(asked).toEqual(['old.test', 'new.test', 'new.test', null, 'gone.test'])
    expect(proxy.failed.map(({ session }) => session.connectionError)).toEqual([34])
    expect(proxy.frontend.counters.tls).toMatchObject({ sessions: 4, failures: 1 })
  })

  test('a session tells what was agreed, also when the connection is gone', async () => {
    const proxy = await start(kind, acceptSettings({}, { captureBytes: 100, keepsSecrets: true }))
    await ask(proxy, { servername: 'oracle.test', ecdhCurve: 'X25519' })
    await proxy.until(() => proxy.logs.length === 1 && proxy.engine.sessions.size === 0)
    const tls = proxy.streams[0]!.session.connection.tls as TlsSession
    expect(tls).toMatchObject({
      isEstablished: true,
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      serverName: 'oracle.test',
      isResumed: false,
      curve: 'X25519',
      verifyResult: 0,
      certificateName: 'oracle.test.pem',
      captureBytes: 100,
    })
    expect(tls.clientHello!.length).toBeGreaterThan(100)
    expect(tls.clientRandom!.length).toBe(32)
    expect(tls.sessionId.length).toBe(32)
    expect(tls.uniqueId!.length).toBe(48)
    expect(tls.ownCertificates.length).toBe(1)
    expect(tls.peerCertificates.length).toBe(0)
    if (kind === 'handle') expect(tls.secret('CLIENT_TRAFFIC_SECRET_0')!.length).toBe(48)
  })

  test('client certificates are asked for, required and verified', async () => {
    const verification = { ...noVerification, mode: 'required', authorities: testPem } as const
    const proxy = await start(kind, acceptSettings({ verification }))
    const modern = { minVersion: 'TLSv1.3' } as const
    const old = { maxVersion: 'TLSv1.2' } as const
    const own = { cert: testPem, key: testPem }
    expect(await ask(proxy, modern)).toBe('tlsv13 alert certificate required')
    expect(await ask(proxy, old)).toBe('ssl/tls alert handshake failure')
    expect(await ask(proxy, { ...modern, ...own })).toBe('ping TLSv1.3 -')
    expect(await ask(proxy, { ...old, ...own })).toBe('ping TLSv1.2 -')
    await proxy.until(() => proxy.streams.length === 2)
    expect(proxy.streams[0]!.session.connection.tls!.peerCertificates.length).toBe(1)
    expect(proxy.failed.map(({ session }) => session.connectionError)).toEqual([34, 34])
    expect(proxy.failed[0]!.session.tlsFailure!.text).toBe(
      'error:0A0000C7:SSL routines::peer did not return a certificate',
    )
  })
})

describe.each(['handle', 'node'] as const)('%s: a client whose certificate is not trusted', (kind) => {
  const own = { cert: testPem, key: testPem }
  const verification = { ...noVerification, mode: 'optional', authorities: '' } as const

  test.each([
    ['TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
    ['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
    ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
    ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256'],
  ] as const)('is told so over %s with %s', async (version, ciphers) => {
    const proxy = await start(kind, acceptSettings({ verification }))
    const answer = await ask(proxy, { ...own, minVersion: version, maxVersion: version, ciphers })
    // The public interface cannot send the alert.
    expect(answer).toMatch(kind === 'handle' ? /^tlsv1 alert unknown ca$/ : /closed|disconnected/)
    const { session } = proxy.failed[0]!
    expect(session.connectionError).toBe(31)
    expect(session.tlsFailure!.text).toBe('error:0A000086:SSL routines::certificate verify failed')
    expect(session.connection.tls).toMatchObject({ isEstablished: false, verifyResult: 18, certificateError: 18 })
  })

  test('may stay where that error is ignored', async () => {
    const lenient = { ...verification, ignoredErrors: new Set([18]) }
    const proxy = await start(kind, acceptSettings({ verification: lenient }))
    expect(await ask(proxy, own)).toBe('ping TLSv1.3 -')
    expect(await ask(proxy, {})).toBe('ping TLSv1.3 -')
    await proxy.until(() => proxy.streams.length === 2)
    expect(proxy.streams[0]!.session.connection.tls).toMatchObject({ isEstablished: true, certificateError: 18 })
  })
})

/** As HAProxy tells of them: the verdict stays, and its errors were those of the first handshake. */
describe.each(['handle', 'node'] as const)('%s: a client that resumes its session', (kind) => {
  const lenient = { ...noVerification, mode: 'optional', authorities: '', ignoredErrors: new Set([18]) } as const

  test.each([
    ['TLSv1.2', true],
    ['TLSv1.2', false],
    ['TLSv1.3', true],
    ['TLSv1.3', false],
  ] as const)('over %s, with a certificate: %s', async (version, hasCertificate) => {
    const proxy = await start(kind, acceptSettings({ verification: lenient }))
    let session: Buffer | undefined
    for (let round = 0; round < 2; round++) {
      const client = proxy.tls({
        maxVersion: version,
        ...(hasCertificate ? { cert: testPem, key: testPem } : {}),
        ...(session === undefined ? {} : { session }),
      })
      client.on('session', (ticket: Buffer) => {
        session = ticket
      })
      client.on('secureConnect', () => client.write('x'))
      await once(client, 'data')
      expect(client.isSessionReused()).toBe(round === 1)
      client.end()
      await once(client, 'close')
    }
    await proxy.until(() => proxy.streams.length === 2)
    const [first, second] = proxy.streams.map((stream) => stream.session.connection.tls!)
    const verifyResult = hasCertificate ? 18 : 0
    expect(first).toMatchObject({ isResumed: false, verifyResult, certificateError: verifyResult })
    expect(second).toMatchObject({ isResumed: true, isEstablished: true, verifyResult, certificateError: 0 })
    expect(second!.peerCertificates).toEqual(first!.peerCertificates)
  })
})

const http = Buffer.from('GET / HTTP/1.0\r\n\r\n')

/** As HAProxy tells them: the number of `fc_err`, and of `ssl_fc_err`. */
const broken: readonly (readonly [string, (hello: Buffer) => Buffer, 'end' | 'reset', number, number])[] = [
  ['HTTP', () => http, 'end', 34, 0x0a00009c],
  ['garbage', () => Buffer.from('zzzzzzzzzzzzzzzz'), 'end', 34, 0x0a00010b],
  ['too little to tell', () => Buffer.from('zz'), 'end', 24, 0],
  ['nothing', () => Buffer.alloc(0), 'end', 24, 0],
  ['nothing, and a reset', () => Buffer.alloc(0), 'reset', 34, 0],
  ['half a hello', (hello) => hello.subarray(0, 50), 'end', 24, 0],
  ['half a hello, and a reset', (hello) => hello.subarray(0, 50), 'reset', 34, 0],
  ['a hello and no more', (hello) => hello, 'end', 34, 0],
  ['an alert', () => Buffer.from('15030100020230', 'hex'), 'end', 34, 0x0a0000f4],
  [
    'an alert after the hello',
    (hello) => Buffer.concat([hello, Buffer.from('15030300020230', 'hex')]),
    'end',
    34,
    0x0a000418,
  ],
  ['another message first', () => Buffer.from('160301000402000000', 'hex'), 'end', 34, 0x0a0000f4],
]

describe.each(['handle', 'node'] as const)('%s: a handshake that fails', (kind) => {
  test.each(broken)('%s', async (_name, bytes, ending, connectionError, code) => {
    const hello = await clientHello()
    const proxy = await start(kind, acceptSettings())
    const client = proxy.raw()
    await once(client, 'connect')
    const sent = bytes(hello)
    if (sent.length > 0) await new Promise((resolve) => client.write(sent, resolve))
    client.resume()
    if (ending === 'end') client.end()
    else {
      await proxy.until(() => proxy.engine.sessions.size === 1)
      client.resetAndDestroy()
    }
    await proxy.until(() => proxy.failed.length === 1)
    const { session } = proxy.failed[0]!
    expect([session.connectionError, session.tlsFailure?.code ?? 0]).toEqual([connectionError, code])
    await proxy.until(() => proxy.engine.sessions.size === 0)
  })
})

describe.each(['handle', 'node'] as const)('%s: a connection', (kind) => {
  test('may begin with a PROXY header, together with the hello or apart', async () => {
    const hello = await clientHello()
    const proxy = await start(kind, acceptSettings(), { listener: { expectsProxyHeader: true } })
    const header = Buffer.from('PROXY TCP4 192.0.2.1 192.0.2.2 1000 443\r\n')
    for (const parts of [
      [Buffer.concat([header, hello])],
      [header, hello],
      [header, hello.subarray(0, 7), hello.subarray(7)],
    ]) {
      const client = proxy.raw()
      for (const part of parts) {
        client.write(part)
        await new Promise((resolve) => setImmediate(resolve))
      }
      const [answer] = await once(client, 'data')
      // A ServerHello in a handshake record.
      expect([answer[0], answer[5]]).toEqual([22, 2])
      client.end()
      await once(client, 'end')
    }
    await proxy.until(() => proxy.failed.length === 3)
    expect(proxy.failed.map(({ session }) => session.proxyHeader?.isLocal)).toEqual([false, false, false])
  })

  test('resumes its session, with the keys of the configuration as well', async () => {
    const keys = [1, 2, 3].map((fill) => new Uint8Array(48).fill(fill))
    for (const settings of [acceptSettings(), acceptSettings({}, { ticketKeys: keys })]) {
      const proxy = await start(kind, settings)
      for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
        const resumed: boolean[] = []
        let session: Buffer | undefined
        for (let round = 0; round < 3; round++) {
          const client = proxy.tls({
            minVersion: version,
            maxVersion: version,
            ...(session === undefined ? {} : { session }),
          })
          client.on('session', (ticket: Buffer) => {
            session = ticket
          })
          client.on('secureConnect', () => client.write('x'))
          await once(client, 'data')
          resumed.push(client.isSessionReused())
          client.end()
          await once(client, 'close')
        }
        expect(resumed).toEqual([false, true, true])
      }
      expect(proxy.frontend.counters.tls.resumedSessions).toBe(4)
      await proxy.stop()
    }
  })

  test('carries much in both directions at once, however slow the reader', async () => {
    const proxy = await start(kind, acceptSettings())
    const client = proxy.tls()
    await once(client, 'secureConnect')
    const total = 6_000_000
    const data = Buffer.alloc(total, 'abcdefghijklmnopqrstuvwxyz012345')
    client.end(data)
    let received = 0
    let isIntact = true
    let rounds = 0
    for await (const chunk of client) {
      const piece = chunk as Buffer
      if (!piece.equals(data.subarray(received, received + piece.length))) isIntact = false
      received += piece.length
      if (++rounds % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    expect([received, isIntact]).toEqual([total, true])
    await proxy.until(() => proxy.logs.length === 1)
    expect(proxy.logs).toEqual(['-- 0'])
  })

  test('that ends without close_notify has ended all the same', async () => {
    const proxy = await start(kind, acceptSettings())
    const below = proxy.raw()
    await once(below, 'connect')
    const client = tlsConnect({ socket: below, rejectUnauthorized: false })
    client.on('error', () => {})
    await once(client, 'secureConnect')
    client.write('x')
    await once(client, 'data')
    below.end()
    await proxy.until(() => proxy.logs.length === 1)
    expect(proxy.logs).toEqual(['-- 0'])
  })

  test('cut at any byte of its first flight leaves nothing behind, a thousand times', { timeout: 30_000 }, async () => {
    const hello = await clientHello()
    const proxy = await start(kind, acceptSettings())
    const rounds = 1000
    for (let round = 0; round < rounds; round++) {
      const client = proxy.raw()
      await once(client, 'connect')
      const cut = Math.floor((round * (hello.length + 1)) / rounds)
      if (cut > 0) await new Promise((resolve) => client.write(hello.subarray(0, cut), resolve))
      client.resume()
      if (round % 2 === 0) client.end()
      else client.resetAndDestroy()
    }
    // A reset may overtake the accept, in which case there never was a session.
    await proxy.until(() => proxy.engine.sessions.size === 0 && proxy.engine.tls.currentConnections === 0)
    expect(proxy.engine.currentConnections).toBe(0)
    expect(proxy.engine.timers.size).toBe(0)
    expect(proxy.failed.length).toBeGreaterThan(rounds / 2)
    expect(await ask(proxy, {})).toBe('ping TLSv1.3 -')
  })
})
