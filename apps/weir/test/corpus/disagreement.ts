import type { LedgerEntry } from '../ledger/entries.ts'
import type { Explanation } from '../ledger/explain.ts'

/** One difference between the two verdicts; `reason` is null when nothing explains it. */
export interface Disagreement {
  readonly what: string
  readonly reason: string | null
  /** The entry of the ledger that explains it, if one does. */
  readonly entry: LedgerEntry | null
}

/** A difference with what explains it: the ledger, the vocabulary, or that it follows from another. */
export function disagree(
  what: string,
  explanation: Explanation | null,
  consequence: string | null = null,
): Disagreement {
  if (explanation === null) return { what, reason: consequence, entry: null }
  if (typeof explanation === 'string') return { what, reason: explanation, entry: null }
  return { what, reason: `${explanation.reason} (${explanation.source})`, entry: explanation }
}
