import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['so_id', '3'],
  ['so_name', 'web'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture({ listener: { id: 3, name: 'web' } }).start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
