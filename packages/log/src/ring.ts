import type { RingFile } from './ring-file.ts'
import type { LogFrame } from './target.ts'

export interface LogRingSettings {
  readonly name: string
  readonly description: string
  /** The header that messages are kept with. */
  readonly frame: LogFrame
  /** Bytes kept: the oldest messages make room. */
  readonly sizeBytes: number
  readonly maxLengthBytes: number
  /** Also told of every message. */
  readonly file?: RingFile | null
}

/** What each message costs beyond its bytes, so that tiny messages cannot make the ring large. */
const overheadBytes = 8

const nothing = new Uint8Array(0)

/** Messages kept in memory, the newest ones, for `show events` and for whoever forwards them. */
export class LogRing {
  readonly name: string
  readonly description: string
  readonly frame: LogFrame
  readonly sizeBytes: number
  readonly maxLengthBytes: number
  /** Messages that were larger than the ring. */
  dropped = 0
  #messages: Uint8Array[] = []
  #first = 0
  #head = 0
  #usedBytes = 0
  readonly #file: RingFile | null
  readonly #readers = new Set<() => void>()

  constructor(settings: LogRingSettings) {
    this.name = settings.name
    this.description = settings.description
    this.frame = settings.frame
    this.sizeBytes = settings.sizeBytes
    this.maxLengthBytes = Math.min(settings.maxLengthBytes, settings.sizeBytes)
    this.#file = settings.file ?? null
  }

  /** The number of the oldest message kept. */
  get firstNumber(): number {
    return this.#first
  }

  /** The number that the next message will have. */
  get nextNumber(): number {
    return this.#first + this.#messages.length - this.#head
  }

  /** Keeps a copy of `data` and tells the readers. False when it is larger than the ring. */
  append(data: Uint8Array): boolean {
    const kept = new Uint8Array(data.subarray(0, this.maxLengthBytes))
    const needed = kept.length + overheadBytes
    if (needed > this.sizeBytes) {
      this.dropped++
      return false
    }
    while (this.#usedBytes + needed > this.sizeBytes) this.#removeOldest()
    this.#messages.push(kept)
    this.#usedBytes += needed
    this.#file?.append(kept)
    for (const reader of this.#readers) reader()
    return true
  }

  /** The message with this number, or null when it is gone or yet to come. */
  at(number: number): Uint8Array | null {
    if (number < this.#first) return null
    return this.#messages[this.#head + number - this.#first] ?? null
  }

  /** Calls `onMessage` after every append. Returns the function that ends it. */
  watch(onMessage: () => void): () => void {
    this.#readers.add(onMessage)
    return () => this.#readers.delete(onMessage)
  }

  /** Closes the file behind the ring, if there is one. */
  close(): void {
    this.#file?.close()
  }

  #removeOldest(): void {
    this.#usedBytes -= this.#messages[this.#head]!.length + overheadBytes
    this.#messages[this.#head] = nothing
    this.#head++
    this.#first++
    if (this.#head > 1024 && this.#head * 2 > this.#messages.length) {
      this.#messages = this.#messages.slice(this.#head)
      this.#head = 0
    }
  }
}
