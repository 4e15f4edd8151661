/** Answers of the proxy itself: a reply in one go, or what it holds by and by. */
import type { ProxyError } from '@weir/base'
import { sendHints } from './early-hints.ts'
import { prepareResponseFilters } from './http-filter.ts'
import { HttpFrontend } from './http-proxy.ts'
import type { LocalResponse } from './local-response.ts'
import type { Message } from './message.ts'
import type { Reply } from './reply.ts'
import { startResponseRules } from './response-begin.ts'
import { dropFraming, finishResponse } from './response-way.ts'
import type { Transaction } from './transaction.ts'
import { steps } from './transaction-steps.ts'

/** Answers the client, which has had no answer so far, and ends the transaction. The server, if any, is let go. */
export function sendReply(transaction: Transaction, reply: Reply, closes = false): void {
  if (transaction.serverLink !== null) transaction.responseAtMs = -1
  transaction.detachServer()
  if (transaction.compression !== null) transaction.compression.isActive = false
  transaction.local?.close()
  transaction.local = null
  sendHints(transaction)
  transaction.step = steps.sending
  transaction.awaitsResponseRules = false
  const message = transaction.client.localResponse
  writeHead(message, reply)
  const hasNoContent = reply.status === 204
  if (hasNoContent) dropFraming(message)
  transaction.response = message
  transaction.localBody = hasNoContent ? '' : reply.body
  transaction.status = reply.status
  transaction.isTunnel = false
  const isDrained = transaction.client.drainBody()
  transaction.isRequestDone = true
  if (!isDrained || closes || reply.closes === true) transaction.keepsClient = false
  const head = finishResponse(transaction, message, false)
  if (head !== null) {
    if (reply.loggedStatus !== undefined) transaction.status = reply.loggedStatus
    const body = transaction.isHead || hasNoContent ? '' : reply.body
    transaction.responseBytesOut += message.countedBytes + body.length
    transaction.client.writeText(head + body)
    transaction.isResponseDone = true
  }
  transaction.finish()
}

function writeHead(message: Message, reply: Reply): void {
  message.reset()
  message.version = reply.version ?? 11
  message.setHead(
    `HTTP/1.${message.version - 10} ${reply.status} ${reply.reason}\r\n${reply.headers}\r\n`,
    reply.headerCount,
  )
  message.status = reply.status
}

/** Answers from what the proxy holds: filters, and rules on responses unless told, have their part in it. */
export function deliverLocal(transaction: Transaction, local: LocalResponse, error: ProxyError, hasRules = true): void {
  transaction.fail(error)
  sendHints(transaction)
  transaction.step = steps.sending
  transaction.local = local
  transaction.response = local.message
  transaction.status = local.message.status
  const isDrained = transaction.client.drainBody()
  transaction.isRequestDone = true
  if (!isDrained) transaction.keepsClient = false
  if (transaction.hasFilters) prepareResponseFilters(transaction, local.message)
  if (!hasRules || startResponseRules(transaction)) sendLocal(transaction, local)
}

/** Sends what the proxy holds, once the rules on responses have let it pass. */
export function sendLocal(transaction: Transaction, local: LocalResponse): void {
  const head = finishResponse(transaction, local.message, local.isUntilClose)
  if (head === null) return
  transaction.responseBytesOut += local.message.countedBytes
  local.send(head)
}

/** The proxy answers in a server's stead: `intercepted`. */
export function countIntercepted({ frontend }: Transaction): void {
  if (frontend instanceof HttpFrontend) frontend.interceptedRequests++
}

/** A rule answers: that counts for the frontend's rules only (as the oracle counts). */
export function countRuleAnswer(transaction: Transaction): void {
  if (transaction.backend === null || transaction.isOneSection) countIntercepted(transaction)
}
