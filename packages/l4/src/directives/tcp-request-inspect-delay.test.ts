import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { inspectDelays } from './tcp-request-inspect-delay.ts'

const read = (name: string, line: string) => readLine(inspectDelays.find((keyword) => keyword.name === name)!, line)

test.each([
  ['tcp-request inspect-delay', 'tcp-request inspect-delay 5s', { inspectDelayMs: 5000 }],
  ['tcp-response inspect-delay', 'tcp-response inspect-delay 3s', { responseInspectDelayMs: 3000 }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test('the first delay counts', () => {
  const [keyword] = inspectDelays
  const store = new OptionsStore()
  readLine(keyword!, 'tcp-request inspect-delay 5s', { store })
  expect(readLine(keyword!, 'tcp-request inspect-delay 1s', { store })).toMatchObject({
    record: { inspectDelayMs: 5000 },
    warnings: [expect.stringContaining('ignoring tcp-request inspect-delay (was already defined)')],
  })
})
