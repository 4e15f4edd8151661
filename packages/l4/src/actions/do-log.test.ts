import { verdicts } from '@weir/keyword'
import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { doLog } from './do-log.ts'

test.each([
  ['do-log', 'step tcp-req-conn fe'],
  ['do-log profile p', 'step tcp-req-conn fe p'],
])('%s', async (line, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).act(doLog, line)).toBe(verdicts.proceed)
  expect(fixture.logs).toEqual([expected])
})
