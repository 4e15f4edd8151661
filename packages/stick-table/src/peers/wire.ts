/** Numbers and bytes of the peers protocol (peers protocol 2.1, "Encoding"). */

/** Collects bytes; grows by itself. */
export class WireWriter {
  #bytes = new Uint8Array(256)
  #length = 0

  get length(): number {
    return this.#length
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  uint32(value: number): void {
    this.#reserve(4)
    for (let shift = 24; shift >= 0; shift -= 8) this.#bytes[this.#length++] = (value >>> shift) & 255
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  /** A byte string without its length. */
  text(value: string): void {
    this.#reserve(value.length)
    for (let index = 0; index < value.length; index++) this.#bytes[this.#length++] = value.charCodeAt(index)
  }

  /**
   * An unsigned integer up to 2^53: one byte below 240; otherwise four bits in a first byte of 1111xxxx, then seven bits a
   * byte, lowest first, of which the last is below 128. Each step takes off what the bytes so far can tell.
   */
  varint(value: number): void {
    if (value < 240) {
      this.byte(value)
      return
    }
    this.byte(240 + (value % 16))
    let rest = Math.floor((value - 240) / 16)
    while (rest >= 128) {
      this.byte(128 + (rest % 128))
      rest = Math.floor((rest - 128) / 128)
    }
    this.byte(rest)
  }

  /** What was written so far, valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  clear(): void {
    this.#length = 0
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count))
    larger.set(this.view())
    this.#bytes = larger
  }
}

/** Reads bytes in order. Every method gives null once there is not enough left. */
export class WireReader {
  readonly #bytes: Uint8Array
  #offset: number

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = bytes
    this.#offset = offset
  }

  get offset(): number {
    return this.#offset
  }

  byte(): number | null {
    return this.#offset < this.#bytes.length ? this.#bytes[this.#offset++]! : null
  }

  uint32(): number | null {
    const bytes = this.bytes(4)
    return bytes === null ? null : bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  }

  /** A view of `count` bytes. */
  bytes(count: number): Uint8Array | null {
    if (this.#offset + count > this.#bytes.length) return null
    this.#offset += count
    return this.#bytes.subarray(this.#offset - count, this.#offset)
  }

  /** An unsigned integer; beyond 2^53 it is inexact, beyond 64 bits it is none. */
  varint(): number | null {
    const first = this.byte()
    if (first === null || first < 240) return first
    let value = first
    for (let scale = 16; scale <= 2 ** 60; scale *= 128) {
      const byte = this.byte()
      if (byte === null) return null
      value += byte * scale
      if (byte < 128) return value
    }
    return null
  }
}
