import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['txn.conn_retries', '0'],
  ['txn.redispatched', '0'],
  ['txn.id32', '0'],
  ['req.timer.queue', '0'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
