/** `redirect` as an action and as a line of its own (manual 4.2). */
import { defineAction, verdicts } from '@weir/keyword'
import { bindRedirect, redirectParameter } from '../redirect.ts'

export const redirect = defineAction({
  name: 'redirect',
  summary: 'Sends the client elsewhere with a 30x answer.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response'],
  isFinal: true,
  params: [redirectParameter],
  check([node], complain, ruleset) {
    if (ruleset === 'http-response' && node.type !== 'location') {
      complain("response only supports redirect type 'location'.")
    }
  },
  bind([node], binder, ruleset) {
    const reply = bindRedirect(node, binder)
    const phase = ruleset === 'http-response' ? 'H' : 'R'
    return (context) => {
      const answer = reply(context)
      if (answer === null) return verdicts.proceed
      return context.transaction!.redirect(answer, phase)
    }
  },
})
