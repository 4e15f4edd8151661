import { constants, createDeflate, createDeflateRaw, createGzip, type Deflate } from 'node:zlib'
import type { CompressionAlgorithm } from './algorithm.ts'
import type { Compressor, Compressors } from './compressor.ts'

/** The settings of zlib that `global` gives (manual 3.2). */
export interface ZlibSettings {
  /** `tune.zlib.windowsize`: 8 to 15. */
  readonly windowBits: number
  /** `tune.zlib.memlevel`: 1 to 9. */
  readonly memoryLevel: number
}

type Packer = Deflate
type Packing = Exclude<CompressionAlgorithm, 'identity'>

/** As many states of each kind are kept for the next body: making one costs more than packing a small page. */
const idleLimit = 32

const factories = { gzip: createGzip, deflate: createDeflate, 'raw-deflate': createDeflateRaw } as const

/** Compressors on zlib's own threads. */
export class ZlibCompressors implements Compressors {
  readonly #settings: ZlibSettings
  readonly #idle: Record<Packing, IdlePacker[]> = { gzip: [], deflate: [], 'raw-deflate': [] }

  constructor(settings: ZlibSettings) {
    this.#settings = settings
  }

  /** As zlib documents the memory of one deflate state. */
  get bytesEach(): number {
    const { windowBits, memoryLevel } = this.#settings
    return (1 << (windowBits + 2)) + (1 << (memoryLevel + 9))
  }

  create(algorithm: Packing, level: number): Compressor {
    const idle = this.#idle[algorithm]
    const used = idle.pop()
    if (used !== undefined) return new ZlibCompressor(used.packer, used.level, idle)
    const { windowBits, memoryLevel } = this.#settings
    // A raw stream of 256 bytes of window does not exist; zlib takes 512 in its place.
    const packer = factories[algorithm]({ level, windowBits: Math.max(9, windowBits), memLevel: memoryLevel })
    return new ZlibCompressor(packer as Packer, level, idle)
  }
}

interface IdlePacker {
  readonly packer: Packer
  readonly level: number
}

class ZlibCompressor implements Compressor {
  readonly #packer: Packer
  readonly #idle: IdlePacker[]
  #level: number
  #packed: Buffer[] = []
  #isBusy = false
  #isClosed = false

  constructor(packer: Packer, level: number, idle: IdlePacker[]) {
    this.#packer = packer
    this.#level = level
    this.#idle = idle
    packer.on('data', (piece: Buffer) => this.#packed.push(piece))
    // Nothing that is packed can be wrong: an error here means that memory is short.
    packer.on('error', () => this.close())
  }

  compress(data: Uint8Array, level: number, isLast: boolean, done: (packed: Uint8Array) => void): void {
    this.#isBusy = true
    if (level === this.#level) this.#pack(data, isLast, done)
    else {
      this.#level = level
      this.#packer.params(level, constants.Z_DEFAULT_STRATEGY, () => {
        if (this.#isClosed) this.#packer.destroy()
        else this.#pack(data, isLast, done)
      })
    }
  }

  #pack(data: Uint8Array, isLast: boolean, done: (packed: Uint8Array) => void): void {
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
      this.#idle.push({ packer: this.#packer, level: this.#level })
    }
  }
}
