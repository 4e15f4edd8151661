import { expect, test } from 'vitest'
import { applyLine } from '../testing.ts'
import { logForwardSettings } from './option.ts'

function apply(line: string) {
  const setting = logForwardSettings.find(({ name }) => line.includes(name))!
  return applyLine(setting, line)
}

test.each([
  ['option dont-parse-log', { isParsed: false }],
  ['no option dont-parse-log', { isParsed: true }],
  ['option assume-rfc6587-ntf', { isAlwaysLines: true }],
  ['option host append', { host: 'append' }],
])('%s', (line, expected) => {
  expect(apply(line)).toMatchObject({ record: expected, errors: [] })
})

test('refuses what is no handling', () => {
  expect(apply('option host x').errors).toEqual(["option 'host' expects {replace|fill|keep|append}."])
})
