import type { TimeoutOptions } from './options.ts'

/** The timeouts of a proxy as the engines use them: milliseconds, infinite where there is no limit. */
export interface Timeouts {
  readonly connectMs: number
  readonly clientMs: number
  readonly serverMs: number
  /** Null when unset: a tunnel then keeps the client and server timeouts. */
  readonly tunnelMs: number | null
  readonly clientFinMs: number | null
  readonly serverFinMs: number | null
  readonly clientHandshakeMs: number
  readonly queueMs: number
  readonly tarpitMs: number
  /** Null when unset: the client timeout applies. */
  readonly httpRequestMs: number | null
  readonly httpKeepAliveMs: number | null
}

const limit = (valueMs: number | null): number =>
  valueMs === null || valueMs === 0 ? Number.POSITIVE_INFINITY : valueMs
const optionalLimit = (valueMs: number | null): number | null => (valueMs === null ? null : limit(valueMs))

/** Settles what an unset timeout falls back to (manual 4.2: `timeout queue` and `timeout tarpit` take `timeout connect`). */
export function resolveTimeouts(options: TimeoutOptions): Timeouts {
  return {
    connectMs: limit(options.connectMs),
    clientMs: limit(options.clientMs),
    serverMs: limit(options.serverMs),
    tunnelMs: optionalLimit(options.tunnelMs),
    clientFinMs: optionalLimit(options.clientFinMs),
    serverFinMs: optionalLimit(options.serverFinMs),
    clientHandshakeMs: limit(options.clientHandshakeMs ?? options.clientMs),
    queueMs: limit(options.queueMs ?? options.connectMs),
    // A frontend connects to nobody: without a timeout of its own it holds nobody (seen in the oracle).
    tarpitMs: options.tarpitMs === null ? (options.connectMs ?? 0) : limit(options.tarpitMs),
    httpRequestMs: optionalLimit(options.httpRequestMs),
    httpKeepAliveMs: optionalLimit(options.httpKeepAliveMs),
  }
}
