import { defineAction, verdicts } from '@weir/keyword'

/** Ends a ruleset and lets the traffic pass. Manual 4.2. */
export const accept = defineAction({
  name: 'accept',
  summary: 'Lets the traffic pass and ends the ruleset.',
  manual: '4.2',
  rulesets: ['tcp-request connection', 'tcp-request session', 'tcp-request content', 'tcp-response content'],
  isFinal: true,
  params: [],
  bind: () => () => verdicts.stop,
})
