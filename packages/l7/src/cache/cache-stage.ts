import { DataStage } from '@weir/l4'
import { entryBytes } from './http-cache.ts'
import type { PendingEntry } from './transaction-cache.ts'

/** Keeps a copy of a body that passes, and gives it to the cache with the end. Too large a body is not kept. */
export class CacheStage extends DataStage {
  readonly #entry: PendingEntry
  readonly #trailers: () => string
  readonly #now: () => { readonly ms: number; readonly wallMs: number }
  #pieces: Uint8Array[] | null = []
  #sizeBytes: number

  constructor(
    entry: PendingEntry,
    trailers: () => string,
    now: () => { readonly ms: number; readonly wallMs: number },
  ) {
    super()
    this.#entry = entry
    this.#trailers = trailers
    this.#now = now
    this.#sizeBytes = entryBytes(entry.head, 0)
  }

  write(data: Uint8Array, isLast: boolean): boolean {
    if (this.#pieces !== null) this.#keep(this.#pieces, data, isLast)
    return this.next.write(data, isLast)
  }

  #keep(pieces: Uint8Array[], data: Uint8Array, isLast: boolean): void {
    const { cache, traits, ...entry } = this.#entry
    this.#sizeBytes += data.length
    if (this.#sizeBytes > cache.maxObjectBytes) {
      this.#pieces = null
      return
    }
    if (data.length > 0) pieces.push(Uint8Array.prototype.slice.call(data))
    if (!isLast) return
    this.#pieces = null
    const { ms, wallMs } = this.#now()
    cache.store(
      {
        ...entry,
        status: 200,
        pieces,
        trailers: this.#trailers(),
        sizeBytes: this.#sizeBytes,
        storedAtMs: ms,
        storedWallMs: wallMs,
        readerCount: 0,
      },
      traits,
    )
  }

  resume(): void {
    this.letMoreCome()
  }
}
