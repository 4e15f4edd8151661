import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['be_name', 'be'],
  ['be_id', '2'],
  ['be_server_timeout', '0'],
  ['be_connect_timeout', '0'],
  ['be_queue_timeout', '0'],
  ['be_tarpit_timeout', '0'],
  ['be_tunnel_timeout', '0'],
  ['be_max_retries', '3'],
  ['be_conn(be)', '1'],
  ['be_conn', '1'],
  ['be_conn_free(be)', '7'],
  ['be_sess_rate(be)', '1'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture({ servers: [{ maxconn: 5 }, { maxconn: 3 }] }).start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
