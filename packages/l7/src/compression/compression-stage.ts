import { DataStage } from '@weir/l4'
import type { CompressionLimits } from './compression-limits.ts'
import type { Compressor, Packing } from './compressor.ts'

/** A body that comes in one piece of at most this size is packed at once: handing it to a thread would cost more. */
const wholeBytes = 16384

/** Where a stage tells what went through it. */
export interface CompressionCount {
  add(bytesIn: number, bytesOut: number): void
}

/**
 * Packs a body piece by piece. Each piece is flushed, so that a response that comes slowly goes on as it comes; only one
 * is at work at a time, and what is in front has to wait: memory does not grow with the body.
 */
export class CompressionStage extends DataStage {
  readonly #algorithm: Packing
  /** Made for the first piece, unless that is the whole body. */
  #compressor: Compressor | null = null
  readonly #limits: CompressionLimits
  readonly #count: CompressionCount
  readonly #contain: (error: unknown) => void
  #isBusy = false
  #isBlocked = false
  #isClosed = false
  /** What came in spite of `write` having said no. */
  #waiting: { readonly data: Uint8Array; readonly isLast: boolean }[] = []

  constructor(
    algorithm: Packing,
    limits: CompressionLimits,
    count: CompressionCount,
    contain: (error: unknown) => void,
  ) {
    super()
    this.#algorithm = algorithm
    this.#limits = limits
    this.#count = count
    this.#contain = contain
  }

  write(data: Uint8Array, isLast: boolean): boolean {
    if (data.length === 0 && !isLast) return true
    if (isLast && this.#compressor === null && data.length <= wholeBytes) return this.#packWhole(data)
    const own = Uint8Array.prototype.slice.call(data)
    if (this.#isBusy || this.#isBlocked) this.#waiting.push({ data: own, isLast })
    else this.#compress(own, isLast)
    return false
  }

  #packWhole(data: Uint8Array): boolean {
    const packed = this.#limits.compressors.pack(this.#algorithm, data)
    this.#limits.count(data.length, packed.length)
    this.#count.add(data.length, packed.length)
    return this.next.write(packed, true)
  }

  #compress(data: Uint8Array, isLast: boolean): void {
    this.#isBusy = true
    if (this.#compressor === null) {
      const { compressors } = this.#limits
      this.#compressor = compressors.create(this.#algorithm)
      this.#limits.memoryBytes += compressors.bytesEach
    }
    const packed = (bytes: Uint8Array): void => {
      if (this.#isClosed) return
      try {
        this.#onPacked(data.length, bytes, isLast)
      } catch (error) {
        this.#contain(error)
      }
    }
    this.#compressor.compress(data, isLast, packed, this.#contain)
  }

  #onPacked(length: number, packed: Uint8Array, isLast: boolean): void {
    this.#isBusy = false
    this.#limits.count(length, packed.length)
    this.#count.add(length, packed.length)
    const isRoom = this.next.write(packed, isLast)
    if (isLast || this.#isClosed) return
    if (isRoom) this.#goOn()
    else this.#isBlocked = true
  }

  #goOn(): void {
    const piece = this.#waiting.shift()
    if (piece === undefined) this.letMoreCome()
    else this.#compress(piece.data, piece.isLast)
  }

  resume(): void {
    if (!this.#isBlocked) return
    this.#isBlocked = false
    this.#goOn()
  }

  override close(): void {
    this.#isClosed = true
    this.#waiting = []
    if (this.#compressor === null) return
    this.#compressor.close()
    this.#limits.memoryBytes -= this.#limits.compressors.bytesEach
  }
}

/** Lets a body through as it is, for `identity`, and counts it. */
export class UnpackedStage extends DataStage {
  readonly #count: (bytes: number) => void

  constructor(count: (bytes: number) => void) {
    super()
    this.#count = count
  }

  write(data: Uint8Array, isLast: boolean): boolean {
    this.#count(data.length)
    return this.next.write(data, isLast)
  }

  resume(): void {
    this.letMoreCome()
  }
}
