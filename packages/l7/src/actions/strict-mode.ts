/** Actions that change how the transaction is treated further on (manual 4.2). */
import { defineAction, oneOf, verdicts } from '@weir/keyword'

export const strictMode = defineAction({
  name: 'strict-mode',
  summary: 'Says whether a rewrite that fails ends the transaction with an error.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response', 'http-after-response'],
  params: [oneOf('state', ['on', 'off'])],
  bind:
    ([state]) =>
    (context) => {
      context.transaction!.isStrict = state === 'on'
      return verdicts.proceed
    },
})

export const waitForHandshake = defineAction({
  name: 'wait-for-handshake',
  summary: 'Waits for the end of the TLS handshake, before which no request is taken anyway.',
  manual: '4.2',
  rulesets: ['http-request'],
  params: [],
  bind: () => () => verdicts.proceed,
})

export const disableL7Retry = defineAction({
  name: 'disable-l7-retry',
  summary: 'Forbids that `retry-on` repeats this request after it was sent.',
  manual: '4.2',
  rulesets: ['http-request'],
  params: [],
  bind: () => (context) => {
    context.transaction!.mayRetry = false
    return verdicts.proceed
  },
})
