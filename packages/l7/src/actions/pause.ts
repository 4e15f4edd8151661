/** Actions that hold a transaction back for a while (manual 4.2). */
import { ProxyError, Timeout } from '@weir/base'
import { custom, defineAction, duration, optional, parseDuration, settings, size, verdicts } from '@weir/keyword'

const delay = custom('delay', '{ <time> | <expression> }', (reader) => {
  const word = reader.peek()
  const value = word === null ? null : parseDuration(word.text)
  if (typeof value === 'number') {
    reader.next()
    return { delayMs: value, expression: null }
  }
  const expression = reader.host.expression(reader)
  return typeof expression === 'symbol' ? expression : { delayMs: 0, expression }
})

export const pause = defineAction({
  name: 'pause',
  summary: 'Suspends the message for a time, given or computed in milliseconds.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response'],
  params: [delay],
  bind([{ delayMs, expression }], binder) {
    const evaluate = expression === null ? null : binder.expression(expression, 'sint')
    return (context) => {
      const transaction = context.transaction!
      if (transaction.waiting instanceof Timeout) {
        if (transaction.waiting.isArmed) return verdicts.wait
        transaction.waiting = null
        return verdicts.proceed
      }
      const lengthMs = evaluate === null ? delayMs : Number(evaluate(context) ?? 0)
      if (!(lengthMs > 0)) return verdicts.proceed
      const timeout = new Timeout(transaction.engine.timers, () => transaction.resume())
      transaction.waiting = timeout
      timeout.arm(lengthMs)
      return verdicts.wait
    }
  },
})

export const waitForBody = defineAction({
  name: 'wait-for-body',
  summary: 'Waits until the request body, or so much of it, has come; 408 after the time given.',
  manual: '4.2',
  rulesets: ['http-request'],
  params: [custom('time', 'time <time>', readTime), optional(settings({ 'at-least': size('bytes') }))],
  bind([limitMs, options]) {
    const atLeast = options?.['at-least'] ?? Number.POSITIVE_INFINITY
    return (context) => {
      const transaction = context.transaction!
      const { bytes, isWhole } = transaction.peekBody()
      const isEnough = isWhole || bytes.length >= atLeast
      if (isEnough || transaction.client.heldBytes >= transaction.engine.bufferSizeBytes) {
        if (transaction.waiting instanceof Timeout) transaction.waiting.dispose()
        transaction.waiting = null
        transaction.stopWaitingForBody()
        return verdicts.proceed
      }
      if (transaction.waiting === null) {
        const timeout = new Timeout(transaction.engine.timers, () =>
          transaction.replyError(408, new ProxyError('l7/body-timeout', 'client', 'R', false)),
        )
        transaction.waiting = timeout
        timeout.arm(limitMs)
        transaction.waitForBody()
      }
      return verdicts.wait
    }
  },
})

function readTime(reader: import('@weir/keyword').ArgumentReader) {
  if (reader.next()?.text !== 'time') return reader.fail("'wait-for-body' expects 'time <time>'")
  return duration('time').parse(reader)
}
