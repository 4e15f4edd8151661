import type { SampleContext } from '@weir/keyword'
import type { ServerState } from './server-state.ts'

/** One stream (or one HTTP request) that needs a server. The engine implements it; balance queues it. */
export interface Waiter {
  readonly context: SampleContext
  /** The server that a cookie or a stick table asks for, or null. Cleared when it cannot be used. */
  preferredServer: ServerState | null
  /** Where an attempt has just failed: avoided when another server can be had (redispatch). */
  excludedServer: ServerState | null
  /**
   * The server that this client was connected to last: taken before the algorithm is asked, unless the algorithm goes by
   * the request. Absent or null where nothing is preferred.
   */
  readonly lastServer?: LastServer | null
  /** `force-persist` matched: the preferred server is used even when it is down. */
  readonly forcesPersistence: boolean
  /** `http-request set-priority-class` and `set-priority-offset`: lower goes first. Offsets are milliseconds. */
  readonly priorityClass: number
  readonly priorityOffsetMs: number
  /**
   * The slot of `server` has been taken for this waiter, which was queued. Called outside of `acquire`. `server` and
   * the waiter's position are settled before; it may call `release` at once when the stream is gone.
   */
  onServer(server: ServerState): void
  /** The algorithm chose the server, or the backend's queue did: nobody asked for that one. Only balance writes it. */
  isBalanced?: boolean
  /** Queue bookkeeping: which queue holds the waiter. Starts as null; only balance writes it. */
  queueEntry: QueueEntry | null
}

/** See `Waiter.lastServer`. */
export interface LastServer {
  readonly server: ServerState
  /** How many may wait for it already when it is full (`max-keep-alive-queue`); infinite without limit. */
  readonly queueLimit: number
}

/** A waiter's place in a queue. */
export interface QueueEntry {
  readonly waiter: Waiter
  /** The server whose queue holds it, or null in the queue of the backend. */
  readonly server: ServerState | null
  readonly priorityClass: number
  /** Order inside the class. */
  readonly keyMs: number
  readonly sequence: number
}

/** What `acquire` did: a server whose slot is taken, a place in a queue, or nothing that could serve (503). */
export type Acquired = ServerState | 'queued' | 'unavailable'
