import { expect, test } from 'vitest'
import { quietSink } from './network/quiet-sink.ts'
import { type FixtureSettings, nothingLeft, ProxyFixture } from './testing/index.ts'
import { acceptSettings } from './testing/tls-network.ts'

const cases: readonly (readonly [string, FixtureSettings])[] = [
  ['a listener at its maxconn', { listener: { maxConnections: 2 } }],
  ['a frontend at its maxconn', { frontend: { maxConnections: 2 } }],
  ['a process at its maxconn', { maxConnections: 2 }],
]

for (const [name, settings] of cases) {
  test(`${name} leaves connections in the backlog until one ends`, async () => {
    const fixture = await new ProxyFixture(settings).start()
    const clients = [fixture.client(), fixture.client(), fixture.client(), fixture.client()]
    expect(fixture.engine.currentConnections).toBe(2)
    expect(fixture.servers[0]!.peers.length).toBe(2)
    clients[2]!.connection.writeText('patient')
    clients[0]!.connection.reset()
    fixture.advance()
    expect(fixture.servers[0]!.peers[2]!.sink.text).toBe('patient')
    expect(fixture.engine.currentConnections).toBe(2)
    fixture.cutAll()
    fixture.cutAll()
    expect(fixture.leftovers).toEqual(nothingLeft)
    expect(fixture.frontend.counters.maximumSessions).toBe(2)
  })
}

test('rate-limit sessions spreads what comes at once', async () => {
  const fixture = await new ProxyFixture({ frontend: { maxSessionsPerSecond: 2 } }).start()
  for (let count = 0; count < 5; count++) fixture.client()
  expect(fixture.frontend.counters.totalSessions).toBe(2)
  fixture.advance(3000)
  expect(fixture.frontend.counters.totalSessions).toBeGreaterThan(3)
  fixture.advance(5000)
  expect(fixture.frontend.counters.totalSessions).toBe(5)
})

test('a paused frontend accepts nothing, a resumed one what waited, a stopped one refuses', async () => {
  const fixture = await new ProxyFixture().start()
  fixture.frontend.pause()
  fixture.client()
  expect(fixture.engine.currentConnections).toBe(0)
  fixture.frontend.resume()
  fixture.advance()
  expect(fixture.engine.currentConnections).toBe(1)
  const { address } = fixture.listener.listen
  fixture.frontend.stop()
  let refusal = ''
  fixture.network.connect({ address }, { onConnect() {}, onConnectFailed: (cause) => (refusal = cause) })
  fixture.advance()
  expect(refusal).toBe('refused')
  expect(fixture.engine.currentConnections).toBe(1)
  fixture.cutAll()
  expect(fixture.leftovers).toEqual(nothingLeft)
})

test('maxsslconn leaves clients of TLS alone in the backlog, until a connection with TLS ends on either side', async () => {
  const fixture = new ProxyFixture({ listener: { tls: acceptSettings() } })
  const { engine } = fixture
  engine.maxTlsConnections = 2
  await fixture.start()
  engine.tls.begin()
  const clients = [fixture.client(), fixture.client()]
  expect(engine.tls.currentConnections).toBe(2)
  engine.tls.end()
  fixture.advance()
  expect(engine.currentConnections).toBe(2)
  expect(engine.tls.currentConnections).toBe(2)
  fixture.client()
  expect(engine.currentConnections).toBe(2)
  clients[0]!.connection.reset()
  fixture.advance()
  expect(engine.currentConnections).toBe(2)
  expect(engine.tls.totalConnections).toBe(4)
  fixture.cutAll()
})

test('maxsslrate spreads clients of TLS', async () => {
  const fixture = new ProxyFixture({ listener: { tls: acceptSettings() } })
  fixture.engine.maxTlsConnectionsPerSecond = 2
  await fixture.start()
  for (let count = 0; count < 5; count++) fixture.client()
  expect(fixture.engine.tls.totalConnections).toBe(2)
  fixture.advance(8000)
  expect(fixture.engine.tls.totalConnections).toBe(5)
  fixture.cutAll()
})

test.each([
  [1023, true, 0],
  [1024, true, 1],
  [1023, false, 1],
])('a client at port %d, with harden.reject-privileged-ports.tcp %s', async (port, refusesPrivilegedPorts, taken) => {
  const fixture = await new ProxyFixture({ engine: { refusesPrivilegedPorts } }).start()
  const { address } = fixture.listener.listen
  if (address.kind !== 'ip') throw new Error('expects an address')
  fixture.network.connect(
    { address, sourceAddress: { ...address, port } },
    { onConnect: (connection) => (connection.sink = quietSink), onConnectFailed() {} },
  )
  fixture.advance()
  expect(fixture.engine.totalConnections).toBe(taken)
  fixture.cutAll()
})
