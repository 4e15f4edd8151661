import type { Binder } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import type { BandwidthFilter } from '../bandwidth/bandwidth-filter.ts'
import { filter } from '../directives/filter.ts'
import { nothingLeft, ProxyFixture, readLine } from '../testing/index.ts'
import { bandwidthFilters } from './bwlim.ts'

const missing = (name: string) => `'filter' : '<${name}> option is missing'`

test.each<[string, string[]]>([
  ['filter bwlim-in a default-limit 10k default-period 1s', []],
  ['filter bwlim-out a default-period 1s min-size 100 default-limit 10k', []],
  ['filter bwlim-out a limit 1m key src table t', []],
  ['filter bwlim-in a limit 1m key src,ipmask(24) min-size 10', []],
  ['filter bwlim-in', ["'filter' : 'expects a <name> argument'"]],
  ['filter bwlim-in a', [missing('default-limit')]],
  ['filter bwlim-in a default-limit 10k', [missing('default-period')]],
  ['filter bwlim-in a default-limit 0 default-period 1s', [missing('default-limit')]],
  ['filter bwlim-in a limit 0 key src', [missing('limit')]],
  ['filter bwlim-in a limit 5', [missing('key')]],
  ['filter bwlim-in a key src', [missing('limit')]],
  ['filter bwlim-in a default-limit x default-period 1s', ["'filter' : ''default-limit' expects a size'"]],
  ['filter bwlim-in a default-limit 1 default-period', ["'filter' : ''default-period' expects a time'"]],
  ['filter bwlim-in a limit 5 key', ["'filter' : ''key' expects an expression'"]],
  ['filter bwlim-in a default-limit 1 default-period 1s bogus', ["'filter bwlim-in' : unknown keyword 'bogus'."]],
  [
    'filter bwlim-in a limit 5 key src default-period 1s',
    ["'filter' : ''default-limit' and 'default-period' are for limits of single streams, without 'key''"],
  ],
])('%s', (line, errors) => expect(readLine(filter, line).errors).toEqual(errors))

describe('a TCP stream', () => {
  async function start(name: string) {
    const keyword = bandwidthFilters.find((each) => each.name === name)!
    const { record } = readLine(filter, `filter ${name} a default-limit 1000 default-period 1s`)
    const values = record.filters[0]!.call.values as never
    const site = { id: 'a', proxyName: 'fe', isFrontend: true, isBackend: false }
    const limiter = keyword.create(values, {} as Binder, site) as BandwidthFilter
    const fixture = await new ProxyFixture({
      frontend: { filters: { request: [limiter], response: [limiter] } },
    }).start()
    const client = fixture.client()
    const server = fixture.servers[0]!.peers[0]!
    return { fixture, limiter, client, server, stream: [...fixture.engine.streams][0]! }
  }

  test.each([
    ['bwlim-in', 'client'],
    ['bwlim-out', 'server'],
  ] as const)('%s holds back what comes from the %s, and nothing else', async (name, side) => {
    const { fixture, limiter, client, server, stream } = await start(name)
    const [fast, slow] = side === 'client' ? [server, client] : [client, server]
    // Switched off as long as no rule has run.
    slow.connection.write(new Uint8Array(5000))
    fixture.advance()
    expect(fast.sink.bytes).toBe(5000)
    limiter.enable(stream, null, null)
    slow.connection.write(new Uint8Array(3000))
    slow.connection.shutdown()
    fast.connection.write(new Uint8Array(4000))
    fixture.advance()
    expect(slow.sink.bytes).toBe(4000)
    expect(fast.sink.bytes).toBe(6000)
    fixture.advance(1900)
    expect(fast.sink.bytes).toBeGreaterThan(6500)
    expect(fast.sink.bytes).toBeLessThan(8000)
    expect(fast.sink.hasEnded).toBe(false)
    fixture.advance(2000)
    expect([fast.sink.bytes, fast.sink.hasEnded]).toEqual([8000, true])
    fast.connection.close()
    fixture.advance()
    expect(fixture.leftovers).toEqual(nothingLeft)
  })

  test('a rule may give a limit of its own, and a later one counts', async () => {
    const { fixture, limiter, client, server, stream } = await start('bwlim-out')
    limiter.enable(stream, 10, 60_000)
    limiter.enable(stream, 2000, 100)
    server.connection.write(new Uint8Array(2500))
    fixture.advance()
    expect(client.sink.bytes).toBe(2000)
    fixture.advance(200)
    expect(client.sink.bytes).toBe(2500)
  })

  test('a client that goes away leaves nothing behind', async () => {
    const { fixture, limiter, client, server, stream } = await start('bwlim-out')
    limiter.enable(stream, 1, null)
    server.connection.write(new Uint8Array(2500))
    fixture.advance()
    client.connection.reset()
    fixture.advance()
    expect(fixture.leftovers).toEqual(nothingLeft)
  })
})
