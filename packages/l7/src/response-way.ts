import { ProxyError } from '@weir/base'
import { type Verdict, verdicts } from '@weir/keyword'
import { type RuleList, rememberRunning, runRules } from '@weir/l4'
import { adjustCase } from './adjust-case.ts'
import { blockCacheable, setsCacheableCookie } from './cacheability.ts'
import { captureResponse } from './captures.ts'
import { captureResponseCookie, writeResponseCookie } from './cookies.ts'
import { startResponseFilters } from './http-filter.ts'
import { HttpBackend } from './http-proxy.ts'
import type { Message } from './message.ts'
import { namesUpgrade, restoreFraming, takeClose } from './rule-made-headers.ts'
import type { Transaction } from './transaction.ts'

/**
 * `http-response` rules of the backend, then of the frontend. May be called again after `wait`. `proceed` lets the
 * response go.
 */
export function applyResponseRules(transaction: Transaction): Verdict {
  const { http, backendHttp, response } = transaction
  if (transaction.responseStage === 0) {
    if (http.responseCaptures !== null) captureResponse(transaction, response!)
    transaction.responseStage = 1
  }
  if (transaction.responseStage === 1) {
    const verdict = run(transaction, backendHttp?.responseRules ?? null)
    if (verdict !== verdicts.proceed) return verdict
    if (backendHttp?.checksCacheability === true && setsCacheableCookie(transaction.request, response!)) {
      return blockCacheable(transaction)
    }
    transaction.responseStage = 2
  }
  if (transaction.isOneSection) return verdicts.proceed
  return run(transaction, http.responseRules)
}

function run(transaction: Transaction, rules: RuleList): Verdict {
  if (rules === null) return verdicts.proceed
  if (transaction.ruleIndex === 0) transaction.isStrict = true
  const verdict = runRules(rules, transaction, transaction)
  return verdict === verdicts.stop ? verdicts.proceed : verdict
}

/**
 * The persistence cookie, `http-after-response` rules and the connection header: the head as the client gets it. Null
 * when a rule has ended the transaction.
 */
export function finishResponse(transaction: Transaction, response: Message, isUntilClose: boolean): string | null {
  const { head: repliedHead, headerCount } = response
  const { http, backend, backendHttp, request } = transaction
  const isFromServer = transaction.serverLink !== null
  if (isFromServer) {
    captureResponseCookie(transaction, response)
    if (backendHttp?.cookie != null && backend instanceof HttpBackend)
      writeResponseCookie(transaction, backend, response)
  }
  if (backendHttp !== null && backendHttp.afterResponseRules !== null) {
    runAfterResponse(transaction, backendHttp.afterResponseRules)
    if (transaction.isOver) return null
  }
  if (http.afterResponseRules !== null && !transaction.isOneSection) {
    runAfterResponse(transaction, http.afterResponseRules)
  }
  if (transaction.isOver) return null
  if (transaction.lateFailures > 1) response.takeBack(repliedHead, headerCount)
  // What came until the end of its connection has no framing that a rule could break.
  if (isFromServer && !isUntilClose && !transaction.isTunnel && hasContent(transaction, response))
    restoreFraming(response)
  const isLocal = transaction.local !== null
  if ((isFromServer || isLocal) && transaction.hasFilters && !transaction.isTunnel)
    startResponseFilters(transaction, response)
  transaction.hasAnswered = true
  transaction.status = response.status
  // HTTP/1.0 has no chunks: who sends them all the same cannot be trusted to end a body where it says.
  const isOddlyFramed = response.version === 10 && response.isChunked
  if (isUntilClose || isOddlyFramed || isLastOfSession(transaction)) transaction.keepsClient = false
  if (!transaction.isTunnel && takeClose(response)) transaction.keepsClient = false
  let { head } = response
  // A Connection header that names the upgrade stays alone (seen in the oracle).
  if (!transaction.isTunnel && !namesUpgrade(response)) {
    if (!transaction.keepsClient) {
      if (response.version === 11) head = `${head.slice(0, -2)}connection: close\r\n\r\n`
    } else if (request.version === 10 || response.version === 10) {
      head = `${head.slice(0, -2)}connection: keep-alive\r\n\r\n`
    }
  }
  const isAdjusted = http.responseCase !== null && transaction.client.httpMajor === 1
  return isAdjusted ? adjustCase(head, http.responseCase) : head
}

/** The head's framing tells of a body, and not of what a GET would have got. */
function hasContent({ isHead }: Transaction, { status }: Message): boolean {
  return !isHead && status !== 204 && status !== 304
}

/** The frontend takes no further connections, and sends its clients elsewhere. */
function isLastOfSession({ frontend, engine }: Transaction): boolean {
  return frontend.state === 'stopped' && engine.softStop?.closesActive() !== false
}

function runAfterResponse(transaction: Transaction, rules: RuleList): void {
  rememberRunning(transaction)
  transaction.ruleIndex = 0
  transaction.isStrict = true
  const verdict = runRules(rules, transaction, transaction)
  // Nothing may wait this late: an action that tries is a bug.
  if (verdict === verdicts.wait) {
    transaction.ruleIndex = 0
    transaction.fail(new ProxyError('l4/internal-error', 'proxy', 'H', false))
  }
}

/**
 * A 101 is only good for who asked for it; and a server that switches to WebSocket proves that it has understood
 * (RFC 6455 §4.1).
 */
export function isUpgradeAgreed(request: Message, response: Message): boolean {
  if (!request.hasUpgrade || !request.hasConnectionUpgrade) return false
  if (request.first('\r\nupgrade: ')?.toLowerCase() !== 'websocket') return true
  return response.has('\r\nsec-websocket-accept: ')
}

/** RFC 9110 §8.6: no length in 1xx, 204 and 2xx to CONNECT. */
export function dropFraming(message: Message): void {
  message.remove('\r\ncontent-length: ')
  message.remove('\r\ntransfer-encoding: ')
}
