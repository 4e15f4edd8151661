import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['srv_name', 's1'],
  ['srv_id', '1'],
  ['srv_conn(be/s1)', '1'],
  ['srv_conn_free(be/s1)', '4'],
  ['srv_conn_free(be/s2)', '-1'],
  ['srv_queue(be/s1)', '0'],
  ['srv_sess_rate(be/s1)', '1'],
  ['srv_weight(be/s1)', '1'],
  ['srv_iweight(be/s1)', '1'],
  ['srv_uweight(be/s1)', '1'],
  ['srv_is_up(be/s1)', '1'],
  ['srv_is_up(be/s2)', '0'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture({ servers: [{ maxconn: 5 }, { isDisabled: true }] }).start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
