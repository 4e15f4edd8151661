import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([['%Th/%Tw/%Tc/%Tt', '0/0/0/0']])('%s', async (format, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).format(format)).toBe(expected)
})
