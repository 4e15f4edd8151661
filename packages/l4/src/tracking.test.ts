/** What a session or stream tracks is counted, and given back however it ends. */
import { type SampleContext, verdicts } from '@weir/keyword'
import { findDataType, StickTable, TrackedCounters, trackersOf } from '@weir/stick-table'
import { describe, expect, test } from 'vitest'
import type { Rule } from './rules.ts'
import { nothingLeft, ProxyFixture } from './testing/index.ts'

const names = ['conn_cnt', 'conn_cur', 'sess_cnt', 'http_req_cnt', 'bytes_in_cnt', 'bytes_out_cnt']

/** A fixture whose rules track one key, and what the table then tells. */
function create(level: 'connectionRules' | 'sessionRules' | 'contentRules', more: Rule[] = []) {
  let table: StickTable | null = null
  const track = (context: SampleContext) => {
    trackersOf(context).track(0, table!, table!.obtain('key')!)
    return verdicts.proceed
  }
  const fixture = new ProxyFixture({ frontend: { [level]: [track, ...more] } })
  const definition = {
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
    serverKey: null,
    byteRateFactor: 1,
    stored: names.map((name) => ({ type: findDataType(name)!, length: 1, periodMs: null })),
    span: null,
  } as const
  table = new StickTable(definition, fixture.clock)
  const counts = (): number[] => {
    const entry = table!.lookup('key')!
    return names.map((name) => table!.read(entry, table!.column(name)!))
  }
  return { fixture, counts, trackers: () => table!.lookup('key')!.trackers }
}

// connections, current, sessions, requests, bytes in, bytes out: as HAProxy 2.6 shows them for the same rules.
describe('tracking', () => {
  test.each([
    ['connectionRules', [1, 1, 1, 0, 0, 0], [1, 0, 1, 0, 4, 6]],
    ['sessionRules', [1, 1, 1, 0, 0, 0], [1, 0, 1, 0, 4, 6]],
    ['contentRules', [1, 1, 0, 0, 0, 0], [1, 0, 0, 0, 4, 6]],
  ] as const)('by %s', async (level, during, after) => {
    const { fixture, counts, trackers } = create(level)
    await fixture.start()
    const client = fixture.client()
    client.connection.writeText('ping')
    fixture.advance()
    fixture.servers[0]!.peers[0]!.connection.writeText('answer')
    fixture.advance()
    expect(counts()).toEqual(during)
    client.connection.shutdown()
    fixture.servers[0]!.peers[0]!.connection.close()
    fixture.advance()
    expect(counts()).toEqual(after)
    expect(trackers()).toBe(0)
    expect(fixture.engine.sessions.size).toBe(0)
  })

  test.each(['connectionRules', 'sessionRules', 'contentRules'] as const)(
    'by %s gives back when the client is cut',
    async (level) => {
      const { fixture, counts, trackers } = create(level)
      await fixture.start()
      const client = fixture.client()
      client.connection.writeText('ping')
      fixture.advance()
      client.connection.reset()
      fixture.advance()
      expect([counts()[1], trackers()]).toEqual([0, 0])
      expect(fixture.leftovers).toEqual(nothingLeft)
    },
  )

  test.each([
    ['connectionRules', [1, 0, 0]],
    ['sessionRules', [1, 0, 0]],
    ['contentRules', [1, 0, 0]],
  ] as const)('by %s gives back when a rule refuses the client', async (level, expected) => {
    const reject: Rule = (context) => {
      context.session!.refusal = 'reject'
      return verdicts.done
    }
    const { fixture, counts, trackers } = create(level, [reject])
    await fixture.start()
    fixture.connect()
    fixture.advance()
    expect(counts().slice(0, 3)).toEqual(expected)
    expect(trackers()).toBe(0)
    expect(fixture.engine.sessions.size).toBe(0)
  })

  test('nothing is made where nothing is tracked', async () => {
    const fixture = await new ProxyFixture().start()
    fixture.client()
    expect([...fixture.engine.sessions].map(({ trackers }) => trackers)).toEqual([null])
    expect([...fixture.engine.streams].map(({ trackers }) => trackers)).toEqual([null])
    expect(new TrackedCounters().find(0)).toBe(null)
  })
})
