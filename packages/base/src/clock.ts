/** The only source of time for every package: a port, so that engines run under a virtual clock. */
export interface Clock {
  /** Monotonic milliseconds, with fractions, from an arbitrary origin. */
  nowMs(): number
  /** Milliseconds since 1970-01-01T00:00:00Z, with fractions where the runtime has them. */
  wallMs(): number
  /** Runs `callback` once, not before `delayMs` have passed. Returns the function that cancels it. */
  schedule(delayMs: number, callback: () => void): () => void
}
