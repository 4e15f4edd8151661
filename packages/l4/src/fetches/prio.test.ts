import { expect, test } from 'vitest'
import { priorityActions } from '../actions/set-priority-class.ts'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['prio_class', null, '0'],
  ['prio_offset', null, '0'],
  ['prio_class', 'set-priority-class int(5)', '5'],
  ['prio_class', 'set-priority-class int(99999)', '2047'],
  ['prio_offset', 'set-priority-offset int(-7)', '-7'],
  ['prio_offset', 'set-priority-offset int(999999)', '524287'],
])('%s after %s', async (expression, line, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  const action = priorityActions.find(({ name }) => line?.startsWith(name) === true)
  if (action !== undefined) harness.act(action, line!)
  expect(harness.text(expression)).toBe(expected)
})
