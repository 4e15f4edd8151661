/** `stick` lines on running streams. */
import { VirtualClock } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import { findDataType, StickRules, StickTable } from '@weir/stick-table'
import { describe, expect, test } from 'vitest'
import { plainTransport } from './server-transport.ts'
import { ProxyFixture } from './testing/index.ts'

function create(serverKey: 'name' | 'addr' | null = null) {
  const table = new StickTable(
    {
      name: 't',
      type: 'string',
      keyLength: 31,
      size: 10,
      expireMs: null,
      isNoPurge: false,
      peers: null,
      wireName: 't',
      isReceiveOnly: false,
      writeTo: null,
      serverKey,
      byteRateFactor: 1,
      stored: ['server_id', 'server_key'].map((name) => ({ type: findDataType(name)!, length: 1, periodMs: null })),
      span: null,
    },
    new VirtualClock(),
  )
  const rule = { table, evaluate: (_context: SampleContext) => 'client', condition: null }
  const response = { table, evaluate: (_context: SampleContext) => 'answer', condition: null }
  const fixture = new ProxyFixture({
    servers: [{}, {}],
    backend: { stickRules: new StickRules([rule], [rule], [response]) },
  })
  const store = (id: number, key: string | null) => {
    const entry = table.obtain('client')!
    table.set(entry, table.column('server_id')!, id)
    entry.serverKey = key
  }
  const servedBy = (): number[] => fixture.servers.map(({ peers }) => peers.length)
  return { table, fixture, store, servedBy }
}

describe('stick rules on streams', () => {
  test.each<[string, number, string | null, 'name' | 'addr' | null, number[]]>([
    ['by its number', 2, null, null, [0, 1]],
    ['by its name, before its number', 1, 's2', 'name', [0, 1]],
    ['by its address', 1, '10.0.0.2:8000', 'addr', [0, 1]],
    ['by its number, when no server has that name', 2, 'gone', 'name', [0, 1]],
    ['not at all, when it is gone', 9, 'gone', null, [1, 0]],
  ])('a stored server is found %s', async (_name, id, key, serverKey, expected) => {
    const { fixture, store, servedBy } = create(serverKey)
    await fixture.start()
    store(id, key)
    fixture.client()
    expect(servedBy()).toEqual(expected)
  })

  test('the server that serves is stored under the keys of request and response', async () => {
    const { table, fixture } = create()
    await fixture.start()
    const client = fixture.client()
    const stored = (key: string) => table.lookup(key)?.serverKey ?? null
    expect([stored('client'), stored('answer')]).toEqual(['s1', null])
    fixture.servers[0]!.peers[0]!.connection.writeText('hello')
    fixture.advance()
    expect([stored('client'), stored('answer'), client.sink.text]).toEqual(['s1', 's1', 'hello'])
  })

  test('a server with non-stick is not stored', async () => {
    const { table, fixture } = create()
    await fixture.start()
    fixture.backend.transports.set(fixture.servers[0]!.state, { ...plainTransport, isSticky: false })
    fixture.client()
    fixture.servers[0]!.peers[0]!.connection.writeText('hello')
    fixture.advance()
    expect([table.lookup('client')?.serverKey ?? null, table.lookup('answer')]).toEqual([null, null])
  })

  test('what could not be connected is not stored', async () => {
    const { table, fixture } = create()
    await fixture.frontend.start()
    fixture.client()
    fixture.advance(10_000)
    expect(table.used).toBe(0)
  })
})
