/** One difference between the two verdicts; `reason` is the ledger's, null when it has none. */
export interface Disagreement {
  readonly what: string
  readonly reason: string | null
}

export const gaveUp = 'HAProxy gave up on the file at the line above'
