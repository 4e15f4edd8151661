import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['fc_src', '127.0.0.1'],
  ['fc_src_port', '40000'],
  ['fc_src_is_local', '1'],
  ['fc_dst', '127.0.0.1'],
  ['fc_dst_port', '80'],
  ['fc_dst_is_local', '1'],
  ['fc_rcvd_proxy', '0'],
  ['fc.timer.handshake', '0'],
  ['fc.timer.total', '0'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
