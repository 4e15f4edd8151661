import { verdicts } from '@weir/keyword'
import type { Rule } from '@weir/l4'
import type { Condition } from './http-proxy.ts'
import type { bindRedirect } from './redirect.ts'

/** A `redirect` line as a rule. */
export function redirectRule(reply: ReturnType<typeof bindRedirect>, condition: Condition | null): Rule {
  return (context) => {
    if (condition !== null && !condition(context)) return verdicts.proceed
    const answer = reply(context)
    if (answer === null) return verdicts.proceed
    return context.transaction!.redirect(answer, 'R')
  }
}
