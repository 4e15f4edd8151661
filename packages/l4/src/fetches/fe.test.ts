import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['fe_name', 'fe'],
  ['fe_id', '1'],
  ['fe_defbe', 'be'],
  ['fe_client_timeout', '0'],
  ['fe_tarpit_timeout', '0'],
  ['fe_conn(fe)', '1'],
  ['fe_conn', '1'],
  ['fe_sess_rate(fe)', '1'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
