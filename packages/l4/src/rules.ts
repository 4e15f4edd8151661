import { type Binder, type RuleNode, type SampleContext, type Verdict, verdicts } from '@weir/keyword'

/** One bound rule, its condition folded in. */
export type Rule = (context: SampleContext) => Verdict

/** Remembers where a list stopped, so that a rule that waits is tried again and those before it are not. */
export interface RulePosition {
  ruleIndex: number
}

/** A rule list, or null for an empty one, so that nothing runs where nothing is configured. */
export type RuleList = readonly Rule[] | null

/** Binds the rules of one list. */
export function bindRules(nodes: readonly RuleNode[], binder: Binder): RuleList {
  if (nodes.length === 0) return null
  return nodes.map((node) => bindRule(node, binder))
}

function bindRule(node: RuleNode, binder: Binder): Rule {
  const action = node.action.keyword.bind(node.action.values as never, binder, node.ruleset)
  const condition = binder.condition(node.condition)
  if (condition === null) return action
  return (context) => {
    context.isIncomplete = false
    const applies = condition(context)
    if (isUndecided(context)) return verdicts.wait
    return applies ? action(context) : verdicts.proceed
  }
}

/** True when data that may still come could change what a condition said. */
function isUndecided(context: SampleContext): boolean {
  return context.isIncomplete === true && context.isFinal !== true
}

/**
 * Runs a list from `position`. `proceed` means that the end was reached. After `wait`, calling again with the same
 * position goes on with the rule that waited; any other verdict resets the position.
 */
export function runRules(rules: RuleList, context: SampleContext, position: RulePosition): Verdict {
  if (rules === null) return verdicts.proceed
  for (let index = position.ruleIndex; index < rules.length; index++) {
    const verdict = rules[index]!(context)
    if (verdict === verdicts.proceed) continue
    position.ruleIndex = verdict === verdicts.wait ? index : 0
    return verdict
  }
  position.ruleIndex = 0
  return verdicts.proceed
}
