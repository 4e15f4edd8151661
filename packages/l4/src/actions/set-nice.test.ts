import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { setNice } from './set-nice.ts'

test('is kept with the stream', async () => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  harness.act(setNice, 'set-nice -5')
  expect(harness.context.stream!.nice).toBe(-5)
})
