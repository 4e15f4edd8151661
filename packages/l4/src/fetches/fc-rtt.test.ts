import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['fc_rtt', null],
  ['fc_rttvar(us)', null],
  ['bc_rtt', null],
  ['bc_rttvar', null],
  ['fc_unacked', null],
  ['fc_sacked', null],
  ['fc_retrans', null],
  ['fc_fackets', null],
  ['fc_lost', null],
  ['fc_reordering', null],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
