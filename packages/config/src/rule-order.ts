import type { Span } from '@weir/base'

/** Rulesets and rule-like directives of a proxy in the order in which traffic meets them, whatever the file says. */
const order = [
  'tcp-request connection',
  'tcp-request session',
  'tcp-request content',
  'monitor fail',
  'http-request',
  'redirect',
  'use_backend',
  'use-server',
]

/** Watches the lines of one section, and says when one stands behind another that it precedes at work. */
export class RuleOrder {
  readonly #seen = new Map<string, Span>()

  /** Notes a line; returns the latest earlier one that is evaluated after it, or null. */
  note(name: string, span: Span): { readonly name: string; readonly span: Span } | null {
    const rank = order.indexOf(name)
    if (rank < 0) return null
    if (!this.#seen.has(name)) this.#seen.set(name, span)
    for (let later = rank + 1; later < order.length; later++) {
      const found = this.#seen.get(order[later]!)
      if (found !== undefined) return { name: order[later]!, span: found }
    }
    return null
  }
}
