import type { ByteSet } from './byte-set.ts'

/** `start` is `^`, which does not hold where an earlier match ended; `subject-start` is `\A`, which does. */
export type AssertionKind =
  | 'start'
  | 'subject-start'
  | 'end'
  | 'end-or-newline'
  | 'line-start'
  | 'line-end'
  | 'word'
  | 'not-word'

/** A parsed regular expression over bytes. Flags have been worked into the sets and assertions. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: ByteSet }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly items: readonly RegexNode[] }
  | {
      readonly kind: 'repeat'
      readonly item: RegexNode
      readonly min: number
      readonly max: number
      readonly mode: 'greedy' | 'lazy' | 'possessive'
    }
  /** `index` counts from 1 as in the pattern; null for a group that captures nothing. */
  | { readonly kind: 'group'; readonly item: RegexNode; readonly index: number | null }
  | { readonly kind: 'atomic'; readonly item: RegexNode }
  | { readonly kind: 'look'; readonly item: RegexNode; readonly isBehind: boolean; readonly isNegative: boolean }
  | { readonly kind: 'assertion'; readonly assertion: AssertionKind }
  | { readonly kind: 'reference'; readonly index: number; readonly ignoreCase: boolean }
  /** `(?(1)yes|no)`: which branch is taken depends on whether the group has matched. */
  | { readonly kind: 'condition'; readonly index: number; readonly yes: RegexNode; readonly no: RegexNode }
  /** `\K`: the match is said to start here. */
  | { readonly kind: 'keep' }
