/** Holding a request back until its body has come (manual 4.2, `option http-buffer-request` and `wait-for-body`). */
import { ProxyError, Timeout } from '@weir/base'
import { endByInvalidBody } from './failures.ts'
import type { Message } from './message.ts'
import type { Transaction } from './transaction.ts'

const continues = 'HTTP/1.1 100 Continue\r\n\r\n'

/**
 * True once the body, or `atLeast` bytes of it, are at hand, or no more fits into the buffer; the request counts as
 * received from then on. False: resume when more has come, at the latest after `limitMs`, or the request is over,
 * answered with 408 or, for broken chunks, 400.
 */
export function hasRequestBody(
  transaction: Transaction,
  limitMs: number,
  atLeast: number = Number.POSITIVE_INFINITY,
): boolean {
  const { bytes, isWhole, isFull, hasFailed } = transaction.peekBody()
  if (hasFailed) {
    transaction.requestAtMs = -1
    endByInvalidBody(transaction)
    return false
  }
  invite(transaction)
  if (isWhole || isFull || bytes.length >= atLeast) {
    endWait(transaction)
    return true
  }
  if (transaction.waiting === null) beginWait(transaction, limitMs)
  return false
}

function beginWait(transaction: Transaction, limitMs: number): void {
  const timeout = new Timeout(transaction.engine.timers, () => {
    transaction.requestAtMs = -1
    transaction.replyError(408, new ProxyError('l7/body-timeout', 'client', 'R', false))
  })
  transaction.waiting = timeout
  timeout.arm(limitMs)
  transaction.waitForBody()
}

function endWait(transaction: Transaction): void {
  if (!(transaction.waiting instanceof Timeout)) return
  transaction.waiting.dispose()
  transaction.waiting = null
  transaction.requestAtMs = transaction.clock.nowMs()
  transaction.stopWaitingForBody()
}

/** Asks for the body of a client that waits to be asked (RFC 9110 §10.1.1); the server then need not. */
function invite({ request, client }: Transaction): void {
  if (request.version !== 11 || !client.hasRequestBody || !request.has('\r\nexpect: ')) return
  if (takeExpectation(request)) client.writeText(continues)
}

function takeExpectation(request: Message): boolean {
  return request.edit((name, value) => {
    if (name !== 'expect') return value
    const others = value.split(',').filter((token) => token.trim().toLowerCase() !== '100-continue')
    return others.length === 0 ? null : others.join(',').trim()
  })
}
