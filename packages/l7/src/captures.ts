/** What `capture` lines remember of headers for the log and for `capture.…` fetches. */
import type { Stream } from '@weir/l4'
import type { Message } from './message.ts'
import type { Transaction } from './transaction.ts'

export function captureRequest(transaction: Transaction): void {
  const { requestCaptures } = transaction.http
  if (requestCaptures !== null) {
    // Rules over the first bytes may have filled slots already.
    const earlier = transaction.requestCaptures
    transaction.requestCaptures = requestCaptures.map((capture, slot) => {
      if (capture.needle === null) return earlier?.[slot] ?? null
      return lastValue(transaction.request, capture.needle)?.slice(0, capture.maxLength) ?? null
    })
  }
}

export function captureResponse(transaction: Transaction, response: Message): void {
  const { responseCaptures } = transaction.http
  if (responseCaptures !== null) {
    transaction.responseCaptures = responseCaptures.map((capture) => {
      const values = capture.needle === null ? [] : response.all(capture.needle)
      const value = values[values.length - 1]
      return value === undefined ? null : value.slice(0, capture.maxLength)
    })
  }
}

/** Puts `text` into a slot of the request, with and without HTTP. */
export function keepText(stream: Stream, slot: number, text: string): void {
  const captures = (stream.requestCaptures ??= [])
  while (captures.length < Math.max(slot, stream.frontend.requestCaptureCount)) captures.push(null)
  captures[slot] = text
}

/** Puts `text` into a slot, cut to its length. A slot that was not declared takes nothing. */
export function keepCapture(transaction: Transaction, isResponse: boolean, slot: number, text: string): void {
  const { http } = transaction
  const declared = isResponse ? http.responseCaptures : http.requestCaptures
  const limit = declared?.[slot]?.maxLength
  if (limit === undefined || declared === null) return
  let captures = isResponse ? transaction.responseCaptures : transaction.requestCaptures
  if (captures === null) {
    captures = declared.map(() => null)
    if (isResponse) transaction.responseCaptures = captures
    else transaction.requestCaptures = captures
  }
  captures[slot] = text.slice(0, limit)
}

function lastValue(message: Message, needle: string): string | null {
  const values = message.all(needle)
  return values[values.length - 1] ?? null
}
