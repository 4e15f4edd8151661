import { expect, test } from 'vitest'
import { readCheckOptions } from '../testing/check-fixture.ts'

test.each([
  ['check', 'no-check', 'isChecked'],
  ['check-send-proxy', 'no-check-send-proxy', 'sendsProxy'],
  ['agent-check', 'no-agent-check', 'hasAgent'],
] as const)('%s and %s', (on, off, field) => {
  expect(readCheckOptions('')[field]).toBe(false)
  expect(readCheckOptions(on)[field]).toBe(true)
  expect(readCheckOptions('', `default-server ${on}`)[field]).toBe(true)
  expect(readCheckOptions(off, `default-server ${on}`)[field]).toBe(false)
})
