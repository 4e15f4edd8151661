import { verdicts } from '@weir/keyword'
import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['%f', 'fe'],
  ['%ft', 'fe'],
  ['%b/%s', 'be/s1'],
  ['%H', 'localhost'],
  ['%pid', '0'],
  ['%ts', '--'],
  ['%rt', '0'],
])('%s', async (format, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).format(format)).toBe(expected)
})

test('without a server, and for services', async () => {
  const fixture = await new ProxyFixture({
    servers: [{ isDisabled: true }],
    frontend: { inspectDelayMs: 1000 },
  }).start()
  fixture.frontend.contentRules = [() => verdicts.wait]
  fixture.client()
  const harness = new KeywordHarness(fixture)
  expect(harness.format('%b/%s %ft')).toBe('fe/<NOSRV> fe')
  harness.context.stream!.serviceName = 'STATS'
  expect(harness.format('%s')).toBe('<STATS>')
})
