import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['%Ts', '1700000000'],
  ['%ms', '000'],
  ['%T', '14/Nov/2023:22:13:20 +0000'],
])('%s', async (format, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).format(format)).toBe(expected)
})

test('local dates follow the zone of the process', async () => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  expect(harness.format('%t')).toMatch(/^1[45]\/Nov\/2023:\d\d:\d\d:20\.000$/)
  expect(harness.format('%Tl')).toMatch(/^1[45]\/Nov\/2023:\d\d:\d\d:20 [+-]\d{4}$/)
})
