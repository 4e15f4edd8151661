import type { RefusedKeyword } from '@weir/keyword'

const refuse = (slot: string, names: readonly string[], reason: string): RefusedKeyword[] =>
  names.map((name) => ({ kind: 'refused', slot, name, state: 'unsupported', reason }))

/** Words of this package's ground that HAProxy knows and Weir refuses. */
export const refused: readonly RefusedKeyword[] = [...refuse('directive', ['option spop-check'], 'there is no SPOE')]
