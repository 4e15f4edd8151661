import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['cur_client_timeout', '0'],
  ['cur_tarpit_timeout', '0'],
  ['cur_server_timeout', '0'],
  ['cur_connect_timeout', '0'],
  ['cur_queue_timeout', '0'],
  ['cur_tunnel_timeout', '0'],
  ['cur_max_retries', '5'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture({ backend: { retries: 5 } }).start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
