import { createBinder } from '@weir/sample'
import { expect, test } from 'vitest'
import { KeywordHarness, nothingLeft, ProxyFixture } from '../testing/index.ts'
import { silentDrop } from './silent-drop.ts'

test('cuts the connection', async () => {
  const drop = silentDrop.bind([{}], createBinder(), 'tcp-request content')
  const fixture = await new ProxyFixture({ frontend: { contentRules: [drop] } }).start()
  expect(fixture.client().sink.closeCause).toBe('reset')
  expect(fixture.leftovers).toEqual(nothingLeft)
})

test('refuses a hop limit that is none', async () => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(() => new KeywordHarness(fixture).act(silentDrop, 'silent-drop rst-ttl 256')).toThrow('between 1 and 255')
})
