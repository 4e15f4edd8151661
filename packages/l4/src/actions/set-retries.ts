import { defineAction, verdicts } from '@weir/keyword'
import { bindNumber, numberOrExpression } from '../number-or-expression.ts'

/** Overrides `retries` for this stream. */
export const setRetries = defineAction({
  name: 'set-retries',
  summary: 'Sets how often connecting to a server is tried again.',
  manual: '4.2',
  rulesets: ['tcp-request content', 'http-request'],
  params: [numberOrExpression('retries', 0, 100)],
  bind([value], binder) {
    const evaluate = bindNumber(value, binder)
    return (context) => {
      const retries = evaluate(context)
      if (retries !== null && retries >= 0 && retries <= 100 && context.stream) context.stream.maxRetries = retries
      return verdicts.proceed
    }
  },
})
