import type { StickEntry, StickTable, TableObserver } from '../stick-table.ts'
import type { RemoteTable } from './table-codec.ts'

/** A table that peers share: what changes in it is noted for each of them. */
export class SharedTable implements TableObserver {
  readonly table: StickTable
  /** How this process numbers it towards its peers, from 1. */
  readonly id: number
  readonly #followers: PeerTable[] = []

  constructor(table: StickTable, id: number) {
    this.table = table
    this.id = id
    if (!table.definition.isReceiveOnly) table.observe(this)
  }

  /** What one peer follows: all changes from now on are noted for it. */
  follow(): PeerTable {
    const follower = new PeerTable(this)
    this.#followers.push(follower)
    return follower
  }

  entryChanged(entry: StickEntry): void {
    for (const follower of this.#followers) follower.note(entry)
  }

  entryRemoved(entry: StickEntry): void {
    for (const follower of this.#followers) follower.forget(entry)
  }
}

/** What one peer has been told about one table and what it has yet to be told. Outlives single sessions. */
export class PeerTable {
  readonly shared: SharedTable
  /** Entries that have changed since the peer was told about them, in the order of their changes. */
  readonly pending = new Set<StickEntry>()
  /** As the peer has defined it in this session. */
  remote: RemoteTable | null = null
  lastPushedId = 0
  lastAcknowledgedId = 0
  lastReceivedId = 0
  /** Called when there is something to tell after there was nothing; null without a session. */
  onPending: (() => void) | null = null
  readonly #unacknowledged = new Map<StickEntry, number>()

  constructor(shared: SharedTable) {
    this.shared = shared
  }

  note(entry: StickEntry): void {
    const { pending } = this
    if (pending.size > 0) pending.add(entry)
    else {
      pending.add(entry)
      this.onPending?.()
    }
  }

  forget(entry: StickEntry): void {
    this.pending.delete(entry)
    this.#unacknowledged.delete(entry)
  }

  /** The number of the next update, 32 bits. */
  nextId(): number {
    this.lastPushedId = (this.lastPushedId + 1) >>> 0
    return this.lastPushedId
  }

  /** `entry` has been told under `updateId`, and is no longer pending. */
  pushed(entry: StickEntry, updateId: number): void {
    this.pending.delete(entry)
    this.#unacknowledged.delete(entry)
    this.#unacknowledged.set(entry, updateId)
  }

  /** The peer has taken everything up to `updateId`. */
  acknowledge(updateId: number): void {
    this.lastAcknowledgedId = updateId
    for (const [entry, id] of this.#unacknowledged) {
      if ((updateId - id) >> 0 < 0) break
      this.#unacknowledged.delete(entry)
    }
  }

  /** What the peer may not have got has to be told again. */
  sessionEnded(): void {
    this.onPending = null
    this.remote = null
    for (const entry of this.#unacknowledged.keys()) this.pending.add(entry)
    this.#unacknowledged.clear()
  }
}
