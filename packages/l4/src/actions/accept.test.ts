import { verdicts } from '@weir/keyword'
import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { accept } from './accept.ts'

test('ends the ruleset', async () => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).act(accept, 'accept')).toBe(verdicts.stop)
})
