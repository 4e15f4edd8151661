import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['src', '127.0.0.1'],
  ['src_port', '40000'],
  ['src_is_local', '1'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
