import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { setNice } from './set-nice.ts'

test.each([
  ['-5', -5],
  ['5000', 1024],
  ['-5000', -1024],
  ['4294967295', -1],
])('%s is kept with the stream as %o', async (text, nice) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  harness.act(setNice, `set-nice ${text}`)
  expect(harness.context.stream!.nice).toBe(nice)
})
