/**
 * What a buffer has room for: heads that rules make longer, and the proxy's own answers. Rules that fill it fail, so that
 * nothing is sent which a buffer of HAProxy could not hold (seen in the oracle).
 */
import { ProxyError } from '@weir/base'
import { type SampleContext, type Verdict, verdicts } from '@weir/keyword'
import { HttpFrontend } from './http-proxy.ts'
import { type Message, partBytes } from './message.ts'
import { sendReply } from './own-replies.ts'
import { bufferedBytesOf, defaultReplies, type Reply } from './reply.ts'
import type { Transaction } from './transaction.ts'

/** The message that a ruleset edits. */
export const edited = (context: SampleContext, ruleset: string): Message =>
  ruleset === 'http-request' ? context.transaction!.request : context.transaction!.response!

/**
 * Keeps an edit when the message still fits its buffer. Otherwise takes it back to the head before it, counts it (`wrew`),
 * and ends the transaction with 500 unless `strict-mode off` was said.
 */
export function keepEdit(
  context: SampleContext,
  ruleset: string,
  message: Message,
  head: string,
  headerCount: number,
): Verdict {
  if (message.head.length <= head.length) return verdicts.proceed
  const transaction = context.transaction!
  const { bufferBytes, messageBytes } = transaction.client.http
  const isRequest = ruleset === 'http-request'
  const usedBytes = message.bufferedBytes
  // A body that came along was kept from taking the room for rewrites.
  const growth =
    message.head.length - (isRequest ? transaction.receivedHead.length : transaction.receivedResponseLength)
  if (usedBytes <= bufferBytes && growth <= bufferBytes - messageBytes) return verdicts.proceed
  const edited = message.head
  const editedCount = message.headerCount
  message.takeBack(head, headerCount)
  if (usedBytes + bodyBytesOf(transaction, isRequest) > bufferBytes) return failRewrite(transaction, ruleset)
  message.takeBack(edited, editedCount)
  return verdicts.proceed
}

/** What the body at hand takes of the buffer. */
function bodyBytesOf(transaction: Transaction, isRequest: boolean): number {
  const body = isRequest ? transaction.peekBody() : transaction.peekResponseBody()
  return body === null || body.bytes.length === 0 ? 0 : partBytes + body.bytes.length
}

function failRewrite(transaction: Transaction, ruleset: string): Verdict {
  const { frontend, backend, server } = transaction
  const onResponse = ruleset !== 'http-request'
  if (frontend instanceof HttpFrontend) frontend.failedRewrites++
  if (backend !== null) backend.state.counters.failedRewrites++
  if (onResponse && server !== null) server.counters.failedRewrites++
  if (!transaction.isStrict) return verdicts.proceed
  if (ruleset !== 'http-after-response') {
    failInternally(transaction, new ProxyError('l7/no-room', 'proxy', onResponse ? 'H' : 'R', false))
  } else if (++transaction.lateFailures === 1) {
    const { error } = transaction
    if (error !== null && error.code !== 'l4/local') transaction.replyError(500, error)
    else failInternally(transaction, new ProxyError('l7/no-room', 'proxy', error?.phase ?? 'H', false))
  }
  return verdicts.done
}

/** Answers 500 to what the proxy could not do (`eint`). */
export function failInternally(transaction: Transaction, error: ProxyError): void {
  countInternalError(transaction, error)
  transaction.error = error
  transaction.replyError(500, error)
}

function countInternalError(transaction: Transaction, { phase }: ProxyError): void {
  const { frontend, backend, server } = transaction
  frontend.counters.internalErrors++
  if (backend !== null) backend.state.counters.internalErrors++
  if (phase === 'R') transaction.requestAtMs = -1
  else if (server !== null) server.counters.internalErrors++
}

/** Whether a buffer holds the whole of an answer. */
export function fitsBuffer({ client }: Transaction, reply: Reply): boolean {
  return bufferedBytesOf(reply) <= client.http.bufferBytes
}

/** Sends 500 in place of an answer that fits no buffer. */
export function refuseReply(transaction: Transaction, error: ProxyError | null, closes: boolean): void {
  let kept = error
  if (error !== null && error.code === 'l4/local') {
    kept = new ProxyError('l7/no-room', 'proxy', error.phase, false)
    countInternalError(transaction, kept)
  }
  const page = transaction.errorReply(500)
  if (page === null) {
    transaction.drop(kept)
    return
  }
  if (kept !== null) transaction.fail(kept)
  // What the last rules make of the page instead of a tarpit's is not sent (seen in the oracle).
  if (transaction.isTarpitted) transaction.lateFailures = 2
  sendReply(transaction, fitsBuffer(transaction, page) ? page : defaultReplies.get(500)!, closes)
}
