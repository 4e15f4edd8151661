import { expect, test } from 'vitest'
import { parseTicketKeys } from './ticket-keys.ts'

const key = (fill: number, length = 48): string => Buffer.alloc(length, fill).toString('base64')

test('three keys of one length', () => {
  const keys = parseTicketKeys(`${key(1)}\n${key(2)}\n\n${key(3)}\n`)
  expect(keys).toEqual([1, 2, 3].map((fill) => new Uint8Array(48).fill(fill)))
})

test.each([
  [`${key(1)}\n${key(2)}\n`, 'please supply at least 3 keys in the tls-tickets-file'],
  [`${key(1)}\n${key(2, 80)}\n${key(3)}\n`, 'wrong sized key on line 2'],
  [`${key(1, 40)}\n`, 'wrong sized key on line 1'],
  [`${key(1)}\n***\n`, 'unable to decode base64 key on line 2'],
])('%#: %s', (text, error) => {
  expect(parseTicketKeys(text)).toEqual({ error })
})
