import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['%ci:%cp', '127.0.0.1:40000'],
  ['%fi:%fp', '127.0.0.1:80'],
  ['%bi:%bp', '127.0.0.1:40001'],
  ['%si:%sp', '10.0.0.1:8000'],
])('%s', async (format, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).format(format)).toBe(expected)
})
