import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['%ac/%fc/%bc/%sc/%rc %sq/%bq', '1/1/1/1/0 0/0'],
  ['%lc', '0'],
  ['%U/%B', '0/0'],
])('%s', async (format, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).format(format)).toBe(expected)
})
