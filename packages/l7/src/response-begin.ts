/** A response up to the point where its head may go to the client: what the head means, and the rules on it. */
import { ProxyError } from '@weir/base'
import { verdicts } from '@weir/keyword'
import { endByInvalidResponse } from './failures.ts'
import { announceResponse } from './http-filter.ts'
import { applyResponseRules, dropFraming, isUpgradeAgreed } from './response-way.ts'
import { retriesOnStatus, retry } from './retry.ts'
import type { ServerLink } from './server-link.ts'
import { countResponse, keepAuthenticated } from './settling.ts'
import type { Transaction } from './transaction.ts'

/** A response head has come. True: send it on; false: rules wait, or the transaction is over or tried again. */
export function beginResponse(transaction: Transaction, link: ServerLink): boolean {
  const { response } = link
  transaction.responseAtMs = transaction.clock.nowMs()
  transaction.bytesOut += response.countedBytes
  transaction.serverStatus = response.status
  transaction.status = response.status
  transaction.response = response
  transaction.receivedResponseLength = response.head.length
  if (!beginBody(transaction, link)) {
    endByInvalidResponse(transaction)
    return false
  }
  if (retriesOnStatus(transaction, response.status)) {
    transaction.bytesOut -= response.countedBytes
    retry(transaction)
    return false
  }
  countResponse(transaction, response.status)
  if (response.status === 401 || response.status === 407) keepAuthenticated(link)
  if (transaction.hasFilters) announceResponse(transaction, response)
  return startResponseRules(transaction)
}

/** Finds what follows the head: nothing, a body or a tunnel. False: the response is invalid. */
function beginBody(transaction: Transaction, link: ServerLink): boolean {
  const { response } = link
  const { status } = response
  const isUpgrade = status === 101
  if (isUpgrade && !isUpgradeAgreed(transaction.request, response)) return false
  transaction.isTunnel = isUpgrade || (status < 300 && transaction.request.isMethod('CONNECT'))
  if (transaction.isHead || transaction.isTunnel || status === 204 || status === 304) {
    link.body.beginNone()
    if (status === 204 || transaction.isTunnel) dropFraming(response)
    return true
  }
  link.body.beginResponse(response)
  return !link.hasBrokenBody
}

/** Runs the rules on responses from the first one. True: the response may go. */
export function startResponseRules(transaction: Transaction): boolean {
  transaction.awaitsResponseRules = true
  transaction.responseStage = 0
  transaction.ruleIndex = 0
  return passResponseRules(transaction)
}

/** Goes on with the rules on responses. True: the response may go; false: rules wait, or have ended it. */
export function passResponseRules(transaction: Transaction): boolean {
  const verdict = applyResponseRules(transaction)
  if (verdict === verdicts.wait) return false
  transaction.awaitsResponseRules = false
  if (verdict !== verdicts.done) {
    transaction.storeResponseKeys()
    return true
  }
  if (!transaction.isOver) transaction.drop(new ProxyError('l7/response-rejected', 'proxy', 'H', false))
  return false
}
