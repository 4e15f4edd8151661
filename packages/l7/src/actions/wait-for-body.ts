/** Holding a message back until its body has come (manual 4.2). */
import { ProxyError, Timeout } from '@weir/base'
import {
  type ArgumentReader,
  custom,
  defineAction,
  duration,
  optional,
  settings,
  size,
  type Verdict,
  verdicts,
} from '@weir/keyword'
import { endByInvalidResponse } from '../failures.ts'
import { noBody } from '../peeked-body.ts'
import { hasRequestBody } from '../request-body-wait.ts'
import type { Transaction } from '../transaction.ts'

const largeBuffer = custom('large buffer', '', (reader) =>
  reader.fail(
    "'use-large-buffer' is known to HAProxy, but not supported by Weir: a body is held in one buffer of 'tune.bufsize'",
    { code: 'config/unsupported-keyword' },
  ),
)

export const waitForBody = defineAction({
  name: 'wait-for-body',
  summary: 'Waits until the body, or so much of it, has come; 408 or 504 after the time given.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response'],
  params: [
    custom('time', 'time <time>', readTime),
    optional(settings({ 'at-least': size('bytes'), 'use-large-buffer': largeBuffer })),
  ],
  bind([limitMs, options], _binder, ruleset) {
    const atLeast = options?.['at-least'] ?? Number.POSITIVE_INFINITY
    if (ruleset === 'http-response') return (context) => waitForResponse(context.transaction!, limitMs, atLeast)
    return (context) => {
      const transaction = context.transaction!
      if (hasRequestBody(transaction, limitMs, atLeast)) return verdicts.proceed
      return transaction.isOver ? verdicts.done : verdicts.wait
    }
  },
})

function waitForResponse(transaction: Transaction, limitMs: number, atLeast: number): Verdict {
  const { bytes, isWhole, isFull, hasFailed } = transaction.peekResponseBody() ?? noBody
  if (hasFailed) {
    transaction.bytesOut += bytes.length
    endByInvalidResponse(transaction)
    return verdicts.done
  }
  if (isWhole || isFull || bytes.length >= atLeast) {
    if (endWait(transaction)) transaction.waitForResponseBody(false)
    return verdicts.proceed
  }
  if (beginsWait(transaction, limitMs, () => timeOutResponse(transaction))) transaction.waitForResponseBody(true)
  return verdicts.wait
}

/** False when the wait has begun before. */
function beginsWait(transaction: Transaction, limitMs: number, onTimeout: () => void): boolean {
  if (transaction.waiting !== null) return false
  const timeout = new Timeout(transaction.engine.timers, onTimeout)
  transaction.waiting = timeout
  timeout.arm(limitMs)
  return true
}

/** False when nothing was being waited for. */
function endWait(transaction: Transaction): boolean {
  if (!(transaction.waiting instanceof Timeout)) return false
  transaction.waiting.dispose()
  transaction.waiting = null
  return true
}

function timeOutResponse(transaction: Transaction): void {
  // What has come counts, although it goes nowhere.
  transaction.bytesOut += transaction.peekResponseBody()!.bytes.length
  transaction.replyError(504, new ProxyError('l7/body-timeout', 'server', 'R', false))
}

function readTime(reader: ArgumentReader) {
  if (reader.next()?.text !== 'time') return reader.fail("'wait-for-body' expects 'time <time>'")
  return duration('time').parse(reader)
}
