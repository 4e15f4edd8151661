/** Which side of a stream broke. */
export type ErrorSide = 'client' | 'server' | 'proxy'

/**
 * How far a stream had come, in the letters of the log's termination state (manual 8.5):
 * R request, Q queue, C connect, H response headers, D data, L last, T tarpit, - after the end.
 */
export type StreamPhase = 'R' | 'Q' | 'C' | 'H' | 'D' | 'L' | 'T' | '-'

/** What went wrong on the data path. `code` is stable and namespaced, such as `l4/connection-refused`. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError'
  readonly code: string
  readonly side: ErrorSide
  readonly phase: StreamPhase
  /** True when nothing reached the server that a second attempt would repeat. */
  readonly retry: boolean

  constructor(code: string, side: ErrorSide, phase: StreamPhase, retry: boolean, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.code = code
    this.side = side
    this.phase = phase
    this.retry = retry
  }
}
