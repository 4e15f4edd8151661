import { defineAction, verdicts } from '@weir/keyword'

/** Refuses the connection without an answer. Manual 4.2. */
export const reject = defineAction({
  name: 'reject',
  summary: 'Closes the connection without an answer.',
  manual: '4.2',
  rulesets: ['tcp-request connection', 'tcp-request session', 'tcp-request content', 'tcp-response content'],
  isFinal: true,
  params: [],
  // HAProxy resets what a connection rule refuses; later on it closes in order.
  bind: (_values, _binder, ruleset) => (context) => {
    if (ruleset === 'tcp-request connection' && context.session) context.session.refusal = 'reject'
    return verdicts.done
  },
})
