import { expect, test } from 'vitest'
import { checkStatusNumber, checkStatusWord } from './check-status.ts'

test('numbers are those that HAProxy reads and writes', () => {
  const all = Array.from({ length: 21 }, (_, number) => checkStatusWord(number))
  // biome-ignore format: one row
  expect(all).toEqual([
    'UNK', 'INI', 'UNK', 'CHECKED', 'HANA', 'SOCKERR', 'L4OK', 'L4TOUT', 'L4CON', 'L6OK', 'L6TOUT', 'L6RSP', 'L7TOUT',
    'L7RSP', 'UNK', 'L7OK', 'L7OKC', 'L7STS', 'PROCERR', 'PROCTOUT', 'PROCOK',
  ])
  for (const [number, word] of all.entries()) if (word !== 'UNK') expect(checkStatusNumber(word!)).toBe(number)
})

test('there are no others', () => {
  expect([checkStatusWord(21), checkStatusWord(-1), checkStatusWord(Number.NaN)]).toEqual([null, null, null])
  expect(checkStatusNumber('nonsense')).toBe(0)
})
