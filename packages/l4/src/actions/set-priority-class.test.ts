import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { priorityActions } from './set-priority-class.ts'

test.each([
  ['set-priority-class int(5)', { priorityClass: 5 }],
  ['set-priority-class int(5000)', { priorityClass: 2047 }],
  ['set-priority-offset int(-100)', { priorityOffsetMs: -100 }],
])('%s', async (line, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  harness.act(priorityActions.find(({ name }) => line.startsWith(name))!, line)
  expect(harness.context.stream).toMatchObject(expected)
})
