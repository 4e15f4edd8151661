import type { BindOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { tickets, tlsTicketKeys } from './tls-tickets.ts'

const keywords: readonly BindOptionKeyword[] = [...tickets, tlsTicketKeys]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['tls-tickets', { usesTickets: true }],
  ['no-tls-tickets', { usesTickets: false }],
  ['tls-ticket-keys k', { ticketKeys: { text: 'k', path: 'k' } }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['tls-ticket-keys', 'missing TLS ticket keys file path']])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
