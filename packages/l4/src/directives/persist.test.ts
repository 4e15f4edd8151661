import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { persist } from './persist.ts'

const [plain, named] = persist as [(typeof persist)[0], (typeof persist)[1]]

test.each([
  ['persist rdp-cookie', 'msts'],
  ['persist rdp-cookie whatever follows', 'msts'],
  ['persist rdp-cookie(x)', 'x'],
  ['persist rdp-cookie(x)y', 'x'],
  ['persist rdp-cookie((x))', '(x'],
])('%s', (line, name) => {
  const { record, errors } = readLine(line.includes('(') ? named : plain, line)
  expect([record.rdpCookieName, errors]).toEqual([name, []])
})

test.each([
  ['persist', 'missing persist method.'],
  ['persist foo', 'unknown persist method.'],
  ['persist rdp-cookie()', "'persist rdp-cookie(name)' requires an rdp cookie name."],
  ['persist rdp-cookie(x', "'persist rdp-cookie(name)' requires an rdp cookie name."],
  ['persist rdp-cookiex', "'persist rdp-cookie(name)' requires an rdp cookie name."],
  ['persist rdp-cookie(x) y', "unexpected 'y'"],
])('%s is refused', (line, message) => {
  expect(readLine(named, line).errors[0]).toContain(message)
})
