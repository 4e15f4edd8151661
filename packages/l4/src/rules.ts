import { type Binder, type RuleNode, type SampleContext, type Verdict, verdicts } from '@weir/keyword'

/** A rule whose condition can only be told once more data is there. */
const undecided = 'undecided'

/** One bound rule, its condition folded in. */
export type Rule = (context: SampleContext) => Verdict | typeof undecided

/** Where a rule is written. */
export interface RulePlace {
  readonly file: string
  readonly line: number
}

/** Remembers where a list stopped, so that an action that waits is tried again and the rules before it are not. */
export interface RulePosition {
  ruleIndex: number
  /** Set by `runRules` where they exist: the rule that ended the last list, and the one that waits. */
  lastRule?: RulePlace | null
  waitingRule?: RulePlace | null
  /** The list that is being run, as long as `runRules` is. */
  runningRules?: RuleList
}

/** A rule list, or null for an empty one, so that nothing runs where nothing is configured. */
export type RuleList = (readonly Rule[] & { readonly places?: readonly RulePlace[] }) | null

/** Binds the rules of one list. */
export function bindRules(nodes: readonly RuleNode[], binder: Binder): RuleList {
  if (nodes.length === 0) return null
  const rules = nodes.map((node) => bindRule(node, binder))
  return Object.assign(rules, { places: nodes.map(({ span }) => span) })
}

function bindRule(node: RuleNode, binder: Binder): Rule {
  const action = node.action.keyword.bind(node.action.values as never, binder, node.ruleset)
  const condition = binder.condition(node.condition)
  if (condition === null) return action
  return (context) => {
    const applies = condition(context)
    if (isUndecided(context)) return undecided
    return applies ? action(context) : verdicts.proceed
  }
}

/** True when data that may still come could change what a condition said. */
function isUndecided(context: SampleContext): boolean {
  return context.isIncomplete === true && context.isFinal !== true
}

/**
 * Runs a list from `position`. `proceed` means that the end was reached. After `wait`, calling again with the same
 * position goes on with the action that waited; where a condition was undecided the list begins anew, as rules before
 * it may find more as well (manual 4.2: they are evaluated every time the contents are updated). Any other verdict
 * resets the position.
 */
export function runRules(rules: RuleList, context: SampleContext, position: RulePosition): Verdict {
  if (rules === null) return verdicts.proceed
  rememberRunning(position)
  const start = position.ruleIndex
  position.runningRules = rules
  for (let index = start; index < rules.length; index++) {
    position.ruleIndex = index
    context.isIncomplete = false
    const outcome = rules[index]!(context)
    if (outcome === verdicts.proceed) continue
    const verdict = outcome === undecided ? verdicts.wait : outcome
    const isSettled = position.runningRules !== rules
    position.runningRules = null
    if (isSettled) position.ruleIndex = 0
    else remember(rules, index, verdict, position)
    if (outcome === undecided) position.ruleIndex = 0
    return verdict
  }
  position.runningRules = null
  position.ruleIndex = 0
  if (position.waitingRule != null) position.waitingRule = null
  return verdicts.proceed
}

/**
 * What happens while a list is being run, such as an answer with lists of its own or a log line, was brought about by a
 * rule of it: that one has ended the list.
 */
export function rememberRunning(position: RulePosition): void {
  const rules = position.runningRules ?? null
  if (rules === null || position.lastRule === undefined) return
  position.lastRule = rules.places?.[position.ruleIndex] ?? position.lastRule
  position.runningRules = null
}

function remember(rules: NonNullable<RuleList>, index: number, verdict: Verdict, position: RulePosition): void {
  const isWaiting = verdict === verdicts.wait
  position.ruleIndex = isWaiting ? index : 0
  if (position.lastRule === undefined) return
  const place = rules.places?.[index] ?? null
  position.waitingRule = isWaiting ? place : null
  if (!isWaiting && place !== null) position.lastRule = place
}
