import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['accept_date', '1700000000'],
  ['accept_date(ms)', '1700000000000'],
  ['accept_date(us)', '1700000000000000'],
  ['request_date(ms)', '1700000000000'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
