import type { AclNode, ConditionNode, ConditionTerm, SampleContext, Source } from '@weir/keyword'

declare module '@weir/keyword' {
  interface SampleContext {
    /**
     * Set by a fetch that found nothing, but may once more data has arrived. A condition leaves it set when the missing
     * data could change its outcome: the rule then has to wait (`tcp-request content` and its inspect delay).
     */
    isIncomplete?: boolean
  }
}

type Test = (context: SampleContext) => boolean

/** Sources whose data arrives bit by bit. */
const gradual: readonly Source[] = ['request', 'response', 'message']

const mayBeIncomplete = (term: ConditionTerm): boolean =>
  term.acls.some(
    (acl) =>
      gradual.includes(acl.expression.fetch.keyword.source) ||
      acl.expression.fetch.keyword.name === 'acl' ||
      acl.expression.converters.some((call) => call.keyword.name === 'when'),
  )

/** Binds a condition: alternatives of terms, short-circuited, with `unless` turned round. */
export function bindCondition(node: ConditionNode, bindAcl: (acl: AclNode) => Test): Test {
  const test = node.alternatives.flat().some(mayBeIncomplete)
    ? bindGradual(node, bindAcl)
    : disjunction(node.alternatives.map((terms) => conjunction(terms.map((term) => bindTerm(term, bindAcl)))))
  return node.polarity === 'if' ? test : (context) => !test(context)
}

function bindAcls(term: ConditionTerm, bindAcl: (acl: AclNode) => Test): Test {
  return disjunction(term.acls.map(bindAcl))
}

function bindTerm(term: ConditionTerm, bindAcl: (acl: AclNode) => Test): Test {
  const test = bindAcls(term, bindAcl)
  return term.negated ? (context) => !test(context) : test
}

function disjunction(tests: readonly Test[]): Test {
  const [first, second] = tests
  if (first === undefined) return () => false
  if (second === undefined) return first
  if (tests.length === 2) return (context) => first(context) || second(context)
  return (context) => {
    for (const test of tests) if (test(context)) return true
    return false
  }
}

function conjunction(tests: readonly Test[]): Test {
  const [first, second] = tests
  if (first === undefined) return () => true
  if (second === undefined) return first
  if (tests.length === 2) return (context) => first(context) && second(context)
  return (context) => {
    for (const test of tests) if (!test(context)) return false
    return true
  }
}

interface GradualTerm {
  readonly test: Test
  readonly negated: boolean
}

/**
 * The same with three values: a term that fails for want of data is neither true nor false, negated or not. The outcome
 * is open, and `isIncomplete` stays set, when an alternative would hold but for such terms.
 */
function bindGradual(node: ConditionNode, bindAcl: (acl: AclNode) => Test): Test {
  const alternatives: readonly (readonly GradualTerm[])[] = node.alternatives.map((terms) =>
    terms.map((term) => ({ test: bindAcls(term, bindAcl), negated: term.negated })),
  )
  return (context) => {
    let isOpen = false
    for (const terms of alternatives) {
      let holds = true
      let misses = false
      for (const { test, negated } of terms) {
        if (test(context)) {
          if (context.isIncomplete === true) context.isIncomplete = false
          if (negated) {
            holds = false
            break
          }
        } else if (context.isIncomplete === true) {
          context.isIncomplete = false
          misses = true
        } else if (!negated) {
          holds = false
          break
        }
      }
      if (!holds) continue
      if (!misses) return true
      isOpen = true
    }
    if (isOpen) context.isIncomplete = true
    return false
  }
}
