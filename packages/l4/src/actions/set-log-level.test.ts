import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { setLogLevel } from './set-log-level.ts'

test.each([
  ['emerg', 0],
  ['debug', 7],
  ['silent', 'silent'],
])('%s', async (level, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  harness.act(setLogLevel, `set-log-level ${level}`)
  expect(harness.context.stream!.logLevel).toBe(expected)
})

test('keeps a silent stream out of the log, and refuses unknown levels', async () => {
  const fixture = await new ProxyFixture().start()
  const client = fixture.client()
  const harness = new KeywordHarness(fixture)
  expect(() => harness.act(setLogLevel, 'set-log-level loud')).toThrow('Unknown log level')
  harness.act(setLogLevel, 'set-log-level silent')
  client.connection.reset()
  fixture.advance()
  expect(fixture.logs).toEqual([])
})
