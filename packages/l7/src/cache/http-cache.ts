import type { Clock } from '@weir/base'
import { HintStore } from './hint-store.ts'
import type { CacheOptions } from './options.ts'
import { fits, type RequestTraits, type Variance } from './vary.ts'

/** A response as it is kept. */
export interface CacheEntry {
  readonly key: string
  readonly variance: Variance
  /** The head without its `age`, and how many headers it has. */
  readonly head: string
  readonly headerCount: number
  readonly status: number
  readonly pieces: readonly Uint8Array[]
  readonly trailers: string
  readonly sizeBytes: number
  readonly storedAtMs: number
  readonly storedWallMs: number
  readonly ageSeconds: number
  readonly lifetimeSeconds: number
  /** Answers under way that read it. */
  readerCount: number
}

const blockBytes = 1024
/** What HAProxy's own records of a small entry take, as its sizes show: objects of the same size fit on both. */
const recordBytes = 158

/** The size under which an entry counts: its record, each header with its framing, and its body. */
export function entryBytes(head: string, bodyBytes: number): number {
  const lineEnd = head.indexOf('\r\n')
  const reasonBytes = Math.max(0, lineEnd - 13)
  // Of each line, the colon, the blank and its end are four bytes, as many as the framing that HAProxy adds.
  return recordBytes - 2 + reasonBytes + (head.length - lineEnd - 4) + bodyBytes
}

/** One cache: responses by address, the least recently stored out first when room is needed (manual 6). */
export class HttpCache {
  readonly name: string
  readonly options: CacheOptions
  readonly maxObjectBytes: number
  /** Null where no hints are told. */
  readonly hints: HintStore | null
  readonly #clock: Clock
  readonly #blockCount: number
  /** In the order of their age, the oldest first; several under one key where they vary. */
  readonly #entries = new Set<CacheEntry>()
  readonly #byKey = new Map<string, CacheEntry[]>()
  #usedBlocks = 0

  constructor(name: string, options: CacheOptions, clock: Clock) {
    this.name = name
    this.options = options
    this.#clock = clock
    const totalBytes = (options.totalMegabytes ?? 0) * 1024 * 1024
    const blockCount = totalBytes / blockBytes
    const hintBlocks = options.earlyHints === 'only' ? blockCount : Math.floor((blockCount * options.hintPercent) / 100)
    this.hints = options.earlyHints === 'off' ? null : new HintStore(hintBlocks)
    this.#blockCount = this.hints === null ? blockCount : blockCount - hintBlocks
    this.maxObjectBytes = options.maxObjectBytes === 0 ? totalBytes / 256 : options.maxObjectBytes
  }

  get entries(): Iterable<CacheEntry> {
    return this.#entries
  }

  /** Blocks that no answer is read from at present. */
  get availableBlocks(): number {
    let busy = 0
    for (const entry of this.#entries) if (entry.readerCount > 0) busy += blocksOf(entry)
    return this.#blockCount - busy
  }

  /** What is kept for a request, if it is still good. */
  find(key: string, traits: RequestTraits): CacheEntry | null {
    for (const entry of this.#byKey.get(key) ?? []) {
      if (!fits(entry.variance, traits)) continue
      if (this.remainingSeconds(entry) > 0) return entry
      this.#remove(entry)
      return null
    }
    return null
  }

  /** Until it expires; negative once it has. */
  remainingSeconds({ storedAtMs, lifetimeSeconds }: CacheEntry): number {
    return Math.ceil(lifetimeSeconds - (this.#clock.nowMs() - storedAtMs) / 1000)
  }

  /** The age of an entry now (RFC 9111 §4.2.3). */
  ageSeconds({ storedAtMs, ageSeconds }: CacheEntry): number {
    return ageSeconds + Math.floor((this.#clock.nowMs() - storedAtMs) / 1000)
  }

  /** True while one more response to such a request may be kept: it takes the place of those that fit the same. */
  hasRoomFor(key: string, traits: RequestTraits): boolean {
    let others = 0
    for (const entry of this.#byKey.get(key) ?? []) {
      if (this.remainingSeconds(entry) <= 0) this.#remove(entry)
      else if (!fits(entry.variance, traits)) others++
    }
    return others < this.options.maxSecondaryEntries
  }

  /** Keeps an entry, in place of those that the same request would have got. */
  store(entry: CacheEntry, traits: RequestTraits): void {
    for (const other of this.#byKey.get(entry.key) ?? []) if (fits(other.variance, traits)) this.#remove(other)
    for (const oldest of this.#entries) {
      if (this.#usedBlocks + blocksOf(entry) <= this.#blockCount) break
      this.#remove(oldest)
    }
    this.#entries.add(entry)
    this.#byKey.set(entry.key, [...(this.#byKey.get(entry.key) ?? []), entry])
    this.#usedBlocks += blocksOf(entry)
  }

  /** Something has changed what the address leads to (RFC 9111 §4.4). */
  invalidate(key: string): void {
    for (const entry of this.#byKey.get(key) ?? []) this.#remove(entry)
  }

  #remove(entry: CacheEntry): void {
    if (!this.#entries.delete(entry)) return
    this.#usedBlocks -= blocksOf(entry)
    const rest = this.#byKey.get(entry.key)!.filter((other) => other !== entry)
    if (rest.length === 0) this.#byKey.delete(entry.key)
    else this.#byKey.set(entry.key, rest)
  }
}

export function blocksOf({ sizeBytes }: CacheEntry): number {
  return Math.ceil(sizeBytes / blockBytes)
}
