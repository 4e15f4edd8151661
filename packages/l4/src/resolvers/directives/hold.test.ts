import { expect, test } from 'vitest'
import { readLine } from '../../testing/index.ts'
import { hold } from './hold.ts'

test.each([
  ['hold nx 5s', { nx: 5000, refused: 30_000 }],
  ['hold refused 0', { refused: 0 }],
  ['hold timeout 1m', { timeout: 60_000 }],
  ['hold other 7', { other: 7 }],
  ['hold valid 1s', { valid: 1000 }],
  ['hold obsolete 30s', { obsolete: 30_000 }],
])('%s', (line, holdMs) => {
  expect(readLine(hold, line)).toMatchObject({ record: { holdMs }, errors: [] })
})

test.each([
  ['hold', "'hold' expects an <event> and a <time> as arguments."],
  ['hold nx', "'hold' expects an <event> and a <time> as arguments."],
  ['hold foo 1s', "'hold' unknown <event>: 'foo', expects either 'nx', 'timeout', 'valid', 'obsolete' or 'other'."],
  ['hold nx foo', 'expects a time'],
  ['hold nx -1', 'expects a time'],
  ['hold nx 40d', 'expects a time of at most 2147483647 ms'],
])('%s is refused', (line, message) => {
  expect(readLine(hold, line).errors[0]).toContain(message)
})
