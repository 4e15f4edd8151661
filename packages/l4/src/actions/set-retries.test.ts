import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { setRetries } from './set-retries.ts'

test.each([
  ['set-retries 7', 7],
  ['set-retries int(8)', 8],
  ['set-retries int(500)', 3],
])('%s', async (line, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  harness.act(setRetries, line)
  expect(harness.context.stream!.maxRetries).toBe(expected)
})

test('refuses more than a hundred', async () => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(() => new KeywordHarness(fixture).act(setRetries, 'set-retries 101')).toThrow('from 0 to 100')
})
