import { type ActionKeyword, type Binder, type Call, type SampleContext, type Verdict, verdicts } from '@weir/keyword'
import type { CheckRun } from './check-run.ts'
import type { CheckStatus } from './check-status.ts'
import { type CheckScript, type CheckStep, connectStep, createStep, decodeBytes } from './check-step.ts'
import type { CheckRequest } from './http-request.ts'

/** What the words of one `tcp-check` or `http-check` rule mean. */
export interface CheckRule {
  readonly kind: 'connect' | 'send' | 'expect' | 'comment'
  readonly label: string
  readonly comment: string | null
  readonly timeoutStatus: CheckStatus
  /** A `connect` that names a port, and one that speaks TLS. */
  readonly hasPort?: boolean
  readonly speaksTls?: boolean
  /** The request of an `http-check send`. */
  readonly request?: CheckRequest
  bind(binder: Binder): (run: CheckRun) => Verdict
}

/** A rule as it was read: of this package, or an action such as `set-var`. */
export type CheckRuleCall = Call<ActionKeyword>

/** The rule among a call's values; null for actions of other packages. */
export function ruleOf(call: CheckRuleCall): CheckRule | null {
  const value = call.values[0]
  return typeof value === 'object' && value !== null && 'timeoutStatus' in value ? (value as CheckRule) : null
}

/** `bind` of every action that is a check rule: it runs the rule in the check of the context. */
export function bindRule([rule]: readonly [CheckRule], binder: Binder): (context: SampleContext) => Verdict {
  const run = rule.bind(binder)
  return (context) => (context.check === undefined ? verdicts.proceed : run(context.check))
}

/** Binds a list of rules into steps, with a connection in front unless they start with one. */
export function bindRules(calls: readonly CheckRuleCall[], ruleset: string, binder: Binder): CheckStep[] {
  const steps: CheckStep[] = []
  let comment: string | null = null
  const first = calls.map(ruleOf).find((rule) => rule !== null && rule.kind !== 'comment')
  if (first?.kind !== 'connect') steps.push(connectStep())
  for (const [index, call] of calls.entries()) {
    const number = index + 1
    const rule = ruleOf(call)
    if (rule === null) {
      const action = call.keyword.bind(call.values as never, binder, ruleset)
      steps.push(createStep((run) => action(run.context), { number, label: call.keyword.name, comment }))
      continue
    }
    if (rule.kind === 'comment') {
      comment = rule.comment
      continue
    }
    const { label, timeoutStatus } = rule
    steps.push(createStep(rule.bind(binder), { number, label, timeoutStatus, comment: rule.comment ?? comment }))
    comment = null
  }
  return steps
}

/** A `tcp-check` script tells where it stood when something went wrong. */
export function createTcpScript(steps: readonly CheckStep[], endsWithConnect: boolean): CheckScript {
  return {
    steps,
    speaksHttp: false,
    hostOf: null,
    success: { status: endsWithConnect ? 'L4OK' : 'L7OK', code: 0, info: '(tcp-check)' },
    decode: decodeBytes,
    disablesOn404: false,
    locate(run, message) {
      const step = run.step
      if (step === null || step.number === 0) return `${message} at initial connection step of tcp-check`
      const comment = step.comment === null ? '' : ` comment: '${step.comment}'`
      return `${message} at step ${step.number} of tcp-check (${step.label})${comment}`
    },
  }
}
