import type { LogFrame } from './target.ts'

/** Takes finished messages, one a call, and never waits. */
export interface LogTransport {
  /** What a ring says about the form of all it keeps; it overrides what `log` lines say. */
  readonly form?: { readonly frame: LogFrame; readonly maxLengthBytes: number }
  /**
   * `data` ends in a line feed and is valid during the call only; the text begins at `textAt`, behind the header. False:
   * dropped.
   */
  send(data: Uint8Array, textAt?: number): boolean
  /** Flushes what it can and frees the socket. May be called twice. */
  close(): void
}
