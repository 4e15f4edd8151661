import type { Connection } from './network/connection.ts'

/**
 * Whether a peer takes what is pending for it, however slowly. Buffers report only that they are empty, and a timeout
 * shall hit none but a peer that takes nothing (manual, `timeout client`): who finds one expired asks here.
 */
export class WriteProgress {
  readonly #connection: Connection
  #pendingBytes = 0

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Begins to watch, once a write has found no room. */
  start(): void {
    this.#pendingBytes = this.#connection.pendingBytes
  }

  /** The peer has taken some since `start` or the last call; it still has to take the rest. */
  takeMoved(): boolean {
    const before = this.#pendingBytes
    this.#pendingBytes = this.#connection.pendingBytes
    return this.#pendingBytes > 0 && this.#pendingBytes < before
  }
}
