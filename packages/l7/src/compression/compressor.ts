import type { CompressionAlgorithm } from './algorithm.ts'

/** Packs one body. Calls of `compress` do not overlap. */
export interface Compressor {
  /**
   * Packs `data`, which is kept until `done` is called with all that there is to send; `isLast` ends the body, and frees
   * the compressor. `fail` is called instead when there is no memory for it. Neither is called at once, nor after `close`.
   */
  compress(data: Uint8Array, isLast: boolean, done: (packed: Uint8Array) => void, fail: (error: unknown) => void): void
  /** Gives up. Harmless once the body has ended. */
  close(): void
}

export type Packing = Exclude<CompressionAlgorithm, 'identity'>

/** Makes compressors, and knows what each costs. */
export interface Compressors {
  readonly bytesEach: number
  create(algorithm: Packing): Compressor
  /** Packs a whole body at once, while everything else waits: for small ones, which it is the cheapest way for. */
  pack(algorithm: Packing, body: Uint8Array): Uint8Array
}
