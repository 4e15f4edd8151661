import { bufferedBytesOf } from './reply.ts'
import type { Transaction } from './transaction.ts'

/** Gathers lines for the 103 answer that goes out before anything else. False: there is no room for them. */
export function addHints(transaction: Transaction, lines: string): boolean {
  const headers = transaction.hints + lines
  const headerCount = headers.split('\r\n').length - 1
  const usedBytes = bufferedBytesOf({ status: 103, reason: 'Early Hints', headers, headerCount, body: '' })
  if (usedBytes > transaction.client.http.bufferBytes) return false
  transaction.hints = headers
  return true
}

/** Sends them, but to no client of HTTP/1.0. */
export function sendHints(transaction: Transaction): void {
  const { hints, request, client } = transaction
  if (hints === '') return
  if (request.version === 11) client.writeText(`HTTP/1.1 103 Early Hints\r\n${hints}\r\n`)
  transaction.hints = ''
}
