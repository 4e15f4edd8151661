import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['bc_src', '127.0.0.1'],
  ['bc_src_port', '40001'],
  ['bc_dst', '10.0.0.1'],
  ['bc_dst_port', '8000'],
  ['bc_be_queue', '0'],
  ['bc_srv_queue', '0'],
  ['bc.timer.connect', '0'],
  ['bc_reused', '0'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
