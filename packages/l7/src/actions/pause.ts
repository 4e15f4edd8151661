/** Holding a transaction back for a while (manual 4.2). */
import { Timeout } from '@weir/base'
import { custom, defineAction, readDuration, verdicts } from '@weir/keyword'

const delay = custom('delay', '{ <time> | <expression> }', (reader) => {
  const word = reader.peek()
  const value = word === null ? null : readDuration(word.text, reader)
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
