/** What goes wrong with a transaction, by its cause. Each says what the log's termination state will be. */
import { ProxyError, type StreamPhase } from '@weir/base'
import { mayRetryOn, retry } from './retry.ts'
import type { ServerLink } from './server-link.ts'
import type { Transaction } from './transaction.ts'

export function endByInvalidBody(transaction: Transaction): void {
  const error = new ProxyError('l7/invalid-request', 'proxy', phaseOfRequest(transaction), false)
  if (transaction.hasAnswered) transaction.breakOff(error)
  else transaction.replyError(400, error)
}

export function endByInvalidResponse(transaction: Transaction): void {
  const error = new ProxyError('l7/invalid-response', 'proxy', transaction.hasAnswered ? 'D' : 'H', false)
  if (transaction.hasAnswered) {
    transaction.breakOff(error)
    return
  }
  transaction.server!.traffic?.onResponse(null)
  if (mayRetryOn(transaction, 'junk-response')) retry(transaction)
  else replyBadGateway(transaction, error)
}

/** The server's connection has ended before a whole response head. */
export function endByServerClose(transaction: Transaction, link: ServerLink): void {
  const error = new ProxyError('l7/server-closed', 'server', 'H', false)
  // A connection that was idle may have been closed for that alone.
  if (link.requestCount <= 1) transaction.server!.traffic?.onResponse(null)
  if (link.isSilent && mayRetryOn(transaction, 'empty-response')) retry(transaction)
  else if (link.isSilent && !transaction.client.isFirstRequest) {
    // The client can tell that its connection was closed between requests, and repeats by itself.
    transaction.drop(null)
  } else replyBadGateway(transaction, error)
}

export function endByTruncatedResponse(transaction: Transaction): void {
  countServerAbort(transaction)
  countBadResponse(transaction)
  transaction.breakOff(new ProxyError('l7/server-closed', 'server', 'D', false))
}

export function endByServerTimeout(transaction: Transaction): void {
  if (transaction.isOver) return
  if (transaction.hasAnswered) {
    countServerAbort(transaction)
    transaction.breakOff(new ProxyError('l7/server-timeout', 'server', 'D', false))
  } else if (mayRetryOn(transaction, 'response-timeout')) retry(transaction)
  else {
    transaction.server!.traffic?.onResponse(null)
    countBadResponse(transaction)
    transaction.trackers?.countFailure()
    transaction.replyError(504, new ProxyError('l7/server-timeout', 'server', 'H', false))
  }
}

export function endByClientTimeout(transaction: Transaction): void {
  if (transaction.isOver) return
  const error = new ProxyError('l7/client-timeout', 'client', phaseOf(transaction), false)
  if (transaction.hasAnswered || transaction.client.isBlocked || transaction.isTunnel) transaction.breakOff(error)
  else transaction.replyError(408, error)
}

/** The client has closed its side behind a whole request. */
export function endByClientEnd(transaction: Transaction): void {
  if (transaction.hasAnswered) return
  if (transaction.backend !== null && !transaction.backend.abortsOnClose) return
  countClientAbort(transaction)
  transaction.replyError(400, new ProxyError('l7/client-aborted', 'client', phaseOf(transaction), false))
}

/** The client has closed its side inside the request's body. */
export function endByTruncatedRequest(transaction: Transaction): void {
  countClientAbort(transaction)
  const error = new ProxyError(
    'l7/client-aborted',
    'client',
    transaction.isForwarding ? 'D' : phaseOf(transaction),
    false,
  )
  if (!transaction.hasAnswered) transaction.status = -1
  transaction.breakOff(error)
}

/** The client's connection is gone. */
export function endByClientClose(transaction: Transaction): void {
  if (transaction.isOver) return
  if (transaction.isTunnel) {
    transaction.onTunnelClosed()
    return
  }
  countClientAbort(transaction)
  if (!transaction.hasAnswered) transaction.status = -1
  const phase = transaction.isForwarding ? 'D' : phaseOf(transaction)
  transaction.breakOff(new ProxyError('l7/client-aborted', 'client', phase, false))
}

/** Where a request stood that turned out to be broken in its body: no data phase begins before the answer does. */
function phaseOfRequest(transaction: Transaction): StreamPhase {
  if (transaction.hasAnswered) return 'D'
  return transaction.isForwarding ? 'H' : phaseOf(transaction)
}

function countClientAbort(transaction: Transaction): void {
  if (transaction.backend !== null) transaction.backend.state.counters.clientAborts++
  if (transaction.server !== null) transaction.server.counters.clientAborts++
}

function countServerAbort({ backend, server }: Transaction): void {
  if (backend !== null) backend.state.counters.serverAborts++
  if (server !== null) server.counters.serverAborts++
}

function countBadResponse({ backend, server }: Transaction): void {
  if (backend !== null) backend.state.counters.responseErrors++
  if (server !== null) server.counters.responseErrors++
}

export function phaseOf(transaction: Transaction): StreamPhase {
  if (transaction.dispatch === null) return 'R'
  if (transaction.dispatch.isUnderWay) return transaction.dispatch.phase
  return transaction.hasAnswered ? 'D' : transaction.isRequestDone ? 'H' : 'D'
}

function replyBadGateway(transaction: Transaction, error: ProxyError): void {
  countBadResponse(transaction)
  transaction.trackers?.countFailure()
  transaction.replyError(502, error)
}
