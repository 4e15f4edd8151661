import { custom, defineAction, oneOf, readDuration, verdicts } from '@weir/keyword'
import type { Transaction } from '../transaction.ts'

const names = ['client', 'connect', 'queue', 'server', 'tarpit', 'tunnel'] as const

const value = custom('timeout', '{ <time> | <expression> }', (reader) => {
  const word = reader.peek()
  const fixed = word === null ? null : readDuration(word.text, reader)
  if (typeof fixed === 'number') {
    reader.next()
    return fixed === 0 ? reader.fail('null value is not valid for a timeout') : { limitMs: fixed, expression: null }
  }
  const expression = reader.host.expression(reader)
  return typeof expression === 'symbol' ? expression : { limitMs: 0, expression }
})

function apply(transaction: Transaction, name: (typeof names)[number], limitMs: number): void {
  switch (name) {
    case 'client':
      transaction.clientTimeoutMs = limitMs
      break
    case 'connect':
      transaction.connectTimeoutMs = limitMs
      break
    case 'queue':
      transaction.queueTimeoutMs = limitMs
      break
    case 'server':
      transaction.serverTimeoutMs = limitMs
      break
    case 'tarpit':
      transaction.tarpitTimeoutMs = limitMs
      break
    default:
      transaction.tunnelTimeoutMs = limitMs
  }
}

export const setTimeoutAction = defineAction({
  name: 'set-timeout',
  summary: 'Replaces a timeout for this transaction.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response'],
  params: [oneOf('timeout', names), value],
  bind([name, { limitMs, expression }], binder) {
    const evaluate = expression === null ? null : binder.expression(expression, 'sint')
    return (context) => {
      const wanted = evaluate === null ? limitMs : Number(evaluate(context) ?? 0)
      if (wanted > 0) apply(context.transaction!, name, wanted)
      return verdicts.proceed
    }
  },
})
