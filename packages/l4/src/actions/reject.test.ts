import { createBinder } from '@weir/sample'
import { expect, test } from 'vitest'
import { nothingLeft, ProxyFixture } from '../testing/index.ts'
import { reject } from './reject.ts'

const rule = (ruleset: string) => reject.bind([], createBinder(), ruleset)

test('resets in connection rules, and counts', async () => {
  const fixture = await new ProxyFixture({ frontend: { connectionRules: [rule('tcp-request connection')] } }).start()
  const client = fixture.client()
  expect(client.sink.closeCause).toBe('reset')
  expect(fixture.frontend.counters).toMatchObject({ deniedConnections: 1, totalConnections: 1, totalSessions: 0 })
  expect(fixture.logs).toEqual([])
  expect(fixture.leftovers).toEqual(nothingLeft)
})

test('closes in order in session rules', async () => {
  const fixture = await new ProxyFixture({ frontend: { sessionRules: [rule('tcp-request session')] } }).start()
  const client = fixture.client()
  expect(client.sink.hasEnded).toBe(true)
  expect(fixture.frontend.counters.deniedSessions).toBe(1)
  fixture.cutAll()
  expect(fixture.leftovers).toEqual(nothingLeft)
})

test('ends the stream with PR in content rules', async () => {
  const fixture = await new ProxyFixture({ frontend: { contentRules: [rule('tcp-request content')] } }).start()
  expect(fixture.client().sink.hasEnded).toBe(true)
  expect(fixture.logs).toEqual(['fe/<NOSRV> -1/-1/0 0 PR 0 0/0'])
})
