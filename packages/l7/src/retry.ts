/** `retry-on`: sending a request once more (manual 4.2). */
import { Dispatch } from '@weir/l4'
import type { Transaction } from './transaction.ts'

const nothing = new Uint8Array(0)

export function retriesOnStatus(transaction: Transaction, status: number): boolean {
  return transaction.backendHttp?.retryOn?.has(String(status)) === true && mayRetryOn(transaction, String(status))
}

export function mayRetryOn(transaction: Transaction, reason: string): boolean {
  const retryOn = transaction.backendHttp?.retryOn
  if (retryOn === null || retryOn === undefined || !retryOn.has(reason)) return false
  if (!transaction.mayRetry || !transaction.isRequestDone || transaction.retries >= transaction.maxRetries) return false
  return transaction.sentBody !== null || !transaction.client.hasRequestBody
}

/** Sends the same request once more, on a new choice of the dispatch. */
export function retry(transaction: Transaction): void {
  const server = transaction.server!
  const link = transaction.serverLink
  transaction.serverLink = null
  transaction.isForwarding = false
  transaction.response = null
  transaction.status = -1
  transaction.responseAtMs = -1
  link?.release(false)
  transaction.dispatch?.release()
  const dispatch = new Dispatch(transaction.backend!, transaction)
  transaction.dispatch = dispatch
  dispatch.repeat(server)
}

/** Keeps what goes to the server of the body, as long as it may have to be sent again and fits a buffer. */
export function keepSentBody(transaction: Transaction, data: Uint8Array, isFirst: boolean): void {
  if (transaction.backendHttp!.retryOn === null || data.length === 0) return
  const kept = isFirst ? nothing : transaction.sentBody
  if (kept === null) return
  const fits = kept.length + data.length <= transaction.engine.bufferSizeBytes
  transaction.sentBody = fits ? Buffer.concat([kept, data]) : null
}
