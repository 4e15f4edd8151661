import {
  constants,
  createDeflate,
  createDeflateRaw,
  createGzip,
  type Deflate,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from 'node:zlib'
import type { Compressor, Compressors, Packing } from './compressor.ts'

/** The settings of zlib that `global` gives (manual 3.2). */
export interface ZlibSettings {
  /** `tune.zlib.windowsize`: 8 to 15. */
  readonly windowBits: number
  /** `tune.zlib.memlevel`: 1 to 9. */
  readonly memoryLevel: number
  /** `tune.comp.maxlevel`: 1 to 9. It holds for a whole body. */
  readonly level: number
}

type Packer = Deflate

/** As many states of each kind are kept for the next body: making one costs more than packing a small page. */
const idleLimit = 32

const whole = { gzip: gzipSync, deflate: deflateSync, 'raw-deflate': deflateRawSync } as const
const factories = { gzip: createGzip, deflate: createDeflate, 'raw-deflate': createDeflateRaw } as const

/** Compressors on zlib's own threads. */
export class ZlibCompressors implements Compressors {
  readonly #settings: ZlibSettings
  readonly #idle: Record<Packing, Packer[]> = { gzip: [], deflate: [], 'raw-deflate': [] }

  constructor(settings: ZlibSettings) {
    this.#settings = settings
  }

  /** As zlib documents the memory of one deflate state. */
  get bytesEach(): number {
    const { windowBits, memoryLevel } = this.#settings
    return (1 << (windowBits + 2)) + (1 << (memoryLevel + 9))
  }

  pack(algorithm: Packing, body: Uint8Array): Uint8Array {
    return whole[algorithm](body, this.#options)
  }

  get #options() {
    const { windowBits, memoryLevel, level } = this.#settings
    // A raw stream of 256 bytes of window does not exist; zlib takes 512 in its place.
    return { level, windowBits: Math.max(9, windowBits), memLevel: memoryLevel }
  }

  create(algorithm: Packing): Compressor {
    const idle = this.#idle[algorithm]
    const used = idle.pop()
    if (used !== undefined) return new ZlibCompressor(used, idle)
    const packer = factories[algorithm](this.#options)
    return new ZlibCompressor(packer as Packer, idle)
  }
}

class ZlibCompressor implements Compressor {
  readonly #packer: Packer
  readonly #idle: Packer[]
  #packed: Buffer[] = []
  #isBusy = false
  #fail: (error: unknown) => void = () => {}
  #isClosed = false

  constructor(packer: Packer, idle: Packer[]) {
    this.#packer = packer
    this.#idle = idle
    packer.on('data', (piece: Buffer) => this.#packed.push(piece))
    // Nothing that is packed can be wrong: an error here means that memory is short.
    packer.on('error', (error) => {
      const isHeard = !this.#isClosed
      this.#isClosed = true
      if (isHeard) this.#fail(error)
    })
  }

  compress(
    data: Uint8Array,
    isLast: boolean,
    done: (packed: Uint8Array) => void,
    fail: (error: unknown) => void,
  ): void {
    this.#isBusy = true
    this.#fail = fail
    if (data.length > 0) this.#packer.write(data)
    this.#packer.flush(isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH, () => {
      this.#isBusy = false
      if (this.#isClosed) {
        this.#packer.destroy()
        return
      }
      const packed = this.#packed.length === 1 ? this.#packed[0]! : Buffer.concat(this.#packed)
      this.#packed = []
      if (isLast) this.#retire()
      done(packed)
    })
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    if (!this.#isBusy) this.#packer.destroy()
  }

  /** Keeps the state for another body. */
  #retire(): void {
    this.#isClosed = true
    this.#packer.removeAllListeners('data')
    this.#packer.removeAllListeners('error')
    if (this.#idle.length >= idleLimit) this.#packer.destroy()
    else {
      this.#packer.reset()
      this.#idle.push(this.#packer)
    }
  }
}
