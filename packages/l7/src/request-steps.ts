/** The way of a request from its head to the dispatch. A rule may wait; the step then is gone on with. */
import { ProxyError } from '@weir/base'
import { type Verdict, verdicts } from '@weir/keyword'
import { Dispatch, type RuleList, runRules } from '@weir/l4'
import { sendHints } from './early-hints.ts'
import { HttpBackend } from './http-proxy.ts'
import { countIntercepted } from './own-replies.ts'
import { hasRequestBody } from './request-body-wait.ts'
import { finishRequest } from './request-way.ts'
import type { Transaction } from './transaction.ts'
import { steps } from './transaction-steps.ts'

export function advance(transaction: Transaction): void {
  const { http, frontend } = transaction
  if (transaction.step === steps.frontendContent) {
    if (!passes(transaction, frontend.contentRules)) return
    transaction.step = steps.frontendBody
  }
  if (transaction.step === steps.frontendBody) {
    if (http.buffersRequest && !hasBody(transaction)) return
    transaction.step = steps.frontendRules
  }
  if (transaction.step === steps.frontendRules) {
    if (!passes(transaction, http.requestRules)) return
    transaction.step = steps.frontendServices
  }
  if (transaction.step === steps.frontendServices) {
    if (!passes(transaction, http.serviceRules)) return
    transaction.step = steps.frontendRedirects
  }
  if (transaction.step === steps.frontendRedirects) {
    if (!passes(transaction, http.redirectRules)) return
    transaction.step = steps.backendChoice
  }
  if (transaction.step === steps.backendChoice) {
    if (!chooseBackend(transaction)) return
    transaction.step = steps.backendContent
  }
  const backendHttp = transaction.backendHttp!
  // The rules of a `listen` section have run as a frontend's.
  const ownRules = !transaction.isOneSection
  if (transaction.step === steps.backendContent) {
    if (ownRules && !passes(transaction, transaction.backend!.contentRules)) return
    transaction.step = steps.backendBody
  }
  if (transaction.step === steps.backendBody) {
    if ((backendHttp.buffersRequest || isBalancedByBody(transaction)) && !hasBody(transaction)) return
    transaction.step = steps.backendRules
  }
  if (transaction.step === steps.backendRules) {
    if (ownRules && !passes(transaction, backendHttp.requestRules)) return
    transaction.step = steps.backendServices
  }
  if (transaction.step === steps.backendServices) {
    if (ownRules && !passes(transaction, backendHttp.serviceRules)) return
    transaction.step = steps.backendRedirects
  }
  if (transaction.step === steps.backendRedirects) {
    if (ownRules && !passes(transaction, backendHttp.redirectRules)) return
    transaction.step = steps.sending
    send(transaction)
  }
}

/** Runs one list. False: the rules have ended the request, or wait. */
function passes(transaction: Transaction, rules: RuleList): boolean {
  if (rules === null) return true
  if (transaction.ruleIndex === 0) transaction.isStrict = true
  const verdict: Verdict = runRules(rules, transaction, transaction)
  if (verdict === verdicts.wait) return false
  if (verdict !== verdicts.done) return true
  // An action that ended the traffic without an answer: a rejection.
  if (transaction.isOver || transaction.step >= steps.sending) return false
  if (transaction.step === steps.frontendContent) {
    // As HAProxy tells it: nobody has looked at it as a request so far.
    transaction.isBadRequest = true
    transaction.requestAtMs = -1
  }
  transaction.drop(new ProxyError('l7/rejected', 'proxy', 'R', false))
  return false
}

/** Waits for the body as long as for a head. */
function hasBody(transaction: Transaction): boolean {
  const { httpRequestMs, clientMs } = transaction.frontend.timeouts
  return hasRequestBody(transaction, httpRequestMs ?? clientMs)
}

/** `balance url_param … check_post`: the choice needs the body of a POST request without the parameter in its URI. */
function isBalancedByBody({ backend, request }: Transaction): boolean {
  return backend!.state.algorithm.needsBody && request.isMethod('POST')
}

function chooseBackend(transaction: Transaction): boolean {
  const backend = transaction.frontend.chooseBackend(transaction)
  if (!(backend instanceof HttpBackend)) {
    transaction.requestAtMs = -1
    transaction.replyError(503, new ProxyError('l7/no-backend', 'server', 'C', false))
    return false
  }
  transaction.enterBackend(backend)
  transaction.backendHttp = backend.http
  const nowMs = transaction.requestAtMs
  backend.state.counters.countRequest(nowMs)
  return true
}

function send(transaction: Transaction): void {
  const backend = transaction.backend as HttpBackend
  if (!finishRequest(transaction, backend)) return
  sendHints(transaction)
  transaction.passRequest()
  const dispatch = new Dispatch(backend, transaction)
  transaction.dispatch = dispatch
  dispatch.start()
}

export function answerMonitor(transaction: Transaction): void {
  countIntercepted(transaction)
  const isFailing = transaction.http.monitorFail?.some((condition) => condition(transaction)) === true
  const reply = transaction.errorReply(isFailing ? 503 : 200)
  transaction.logLevel = 'silent'
  if (reply === null) transaction.drop(null)
  else transaction.reply(reply, new ProxyError('l4/local', 'proxy', 'R', false))
}
