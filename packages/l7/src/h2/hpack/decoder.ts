import { allocateLatin, type LatinBuffer } from '../../h1/bytes.ts'
import { DynamicTable, entryOverheadBytes } from './dynamic-table.ts'
import { decodedRoom, decodeHuffman } from './huffman.ts'
import { staticCount, staticNames, staticValues } from './static-table.ts'

/** What takes the fields of a header block, in order. */
export interface HeaderSink {
  /**
   * One field as byte strings (latin1), exactly as sent: nothing is checked of what RFC 9113 §8.2.1 says of names and
   * values. The strings are the sink's to keep; an indexed field gives the same strings each time. False says that the
   * rest of the block is of no interest: it is decoded, since the table has to stay in step, but not handed over.
   */
  onField(name: string, value: string): boolean
}

/** The size of the table before any setting (RFC 9113 §6.5.2). */
export const defaultTableBytes = 4096

/** No integer of HPACK has any business to be larger (RFC 7541 §5.1); it keeps sums far from their limits. */
const largestInteger = 0x0fff_ffff

const { latin1Slice } = Buffer.prototype as LatinBuffer

/** Where Huffman code is decoded to, before it becomes a string; shared, since decoding never yields. */
let scratch = allocateLatin(4096)

/** The decoder of one direction of a connection (RFC 7541 §3): header blocks must come to it in the order received. */
export class HpackDecoder {
  /** What the fields of one block may add up to, each with 32 octets more (RFC 9113 §6.5.2, MAX_HEADER_LIST_SIZE). */
  maxListBytes: number = Number.POSITIVE_INFINITY
  /** The last block has come to more than `maxListBytes`: the fields beyond were not handed over. */
  isTooLarge = false
  readonly #table = new DynamicTable(defaultTableBytes)
  readonly #settingBytes: number
  /** What the peer's encoder may ask for. */
  #limitBytes: number
  /** The peer knows of a smaller table than it has, and has to say so first (RFC 7541 §4.2). */
  #mustResize = false
  #listBytes = 0
  #isWanted = true
  #at = 0

  /** `maxTableBytes` is what SETTINGS_HEADER_TABLE_SIZE announces; 4096 holds until the peer has it. */
  constructor(maxTableBytes: number = defaultTableBytes) {
    this.#settingBytes = maxTableBytes
    this.#limitBytes = Math.max(maxTableBytes, defaultTableBytes)
  }

  /** To be called when the peer acknowledges the SETTINGS frame that announced the table; again is harmless. */
  settingsAcknowledged(): void {
    this.#limitBytes = this.#settingBytes
    this.#mustResize = this.#table.maxBytes > this.#limitBytes
  }

  /**
   * Decodes the whole block in `bytes[start … end)`. False is a compression error: the connection is beyond repair
   * (RFC 9113 §4.3, COMPRESSION_ERROR), and the decoder must not be used again. Some fields may have been handed over.
   */
  decode(bytes: Uint8Array, start: number, end: number, sink: HeaderSink): boolean {
    this.#at = start
    this.#listBytes = 0
    this.#isWanted = true
    this.isTooLarge = false
    // Size updates stand before the first field only (RFC 7541 §4.2).
    while (this.#at < end && (bytes[this.#at]! & 0xe0) === 0x20) {
      const size = this.#integer(bytes, end, 0x1f)
      if (size < 0 || size > this.#limitBytes) return false
      this.#table.resize(size)
      this.#mustResize = false
    }
    if (this.#mustResize) return false
    while (this.#at < end) {
      const octet = bytes[this.#at]!
      if (octet >= 0x80) {
        if (!this.#indexed(bytes, end, sink)) return false
      } else if (octet >= 0x40) {
        if (!this.#literal(bytes, end, 0x3f, true, sink)) return false
      } else if (octet >= 0x20 || !this.#literal(bytes, end, 0x0f, false, sink)) return false
    }
    return true
  }

  #indexed(bytes: Uint8Array, end: number, sink: HeaderSink): boolean {
    const index = this.#integer(bytes, end, 0x7f)
    if (index <= 0) return false
    if (index <= staticCount) {
      this.#hand(staticNames[index]!, staticValues[index]!, sink)
      return true
    }
    const entry = index - staticCount - 1
    const table = this.#table
    if (entry >= table.count) return false
    this.#hand(table.nameAt(entry), table.valueAt(entry), sink)
    return true
  }

  #literal(bytes: Uint8Array, end: number, prefix: number, isIndexed: boolean, sink: HeaderSink): boolean {
    const index = this.#integer(bytes, end, prefix)
    if (index < 0) return false
    let name: string | null
    if (index === 0) name = this.#string(bytes, end)
    else if (index <= staticCount) name = staticNames[index]!
    else if (index - staticCount <= this.#table.count) name = this.#table.nameAt(index - staticCount - 1)
    else return false
    if (name === null) return false
    const value = this.#string(bytes, end)
    if (value === null) return false
    if (isIndexed) this.#table.add(name, value)
    this.#hand(name, value, sink)
    return true
  }

  #hand(name: string, value: string, sink: HeaderSink): void {
    this.#listBytes += name.length + value.length + entryOverheadBytes
    if (this.#listBytes > this.maxListBytes) this.isTooLarge = true
    else if (this.#isWanted) this.#isWanted = sink.onField(name, value)
  }

  /** An integer that begins in the bits of `prefix` of the next octet (RFC 7541 §5.1); -1 when cut off or too large. */
  #integer(bytes: Uint8Array, end: number, prefix: number): number {
    let value = bytes[this.#at++]! & prefix
    if (value < prefix) return value
    for (let shift = 0; shift <= 28; shift += 7) {
      if (this.#at >= end) return -1
      const octet = bytes[this.#at++]!
      // Not `<<`, which would turn large ones negative.
      value += (octet & 0x7f) * 2 ** shift
      if (value > largestInteger) return -1
      if (octet < 0x80) return value
    }
    return -1
  }

  /** A string literal (RFC 7541 §5.2); null when cut off or no Huffman code. */
  #string(bytes: Uint8Array, end: number): string | null {
    if (this.#at >= end) return null
    const isCoded = bytes[this.#at]! >= 0x80
    const length = this.#integer(bytes, end, 0x7f)
    const start = this.#at
    if (length < 0 || length > end - start) return null
    this.#at = start + length
    if (!isCoded) return latin1Slice.call(bytes as Buffer, start, start + length)
    const room = decodedRoom(length)
    if (room > scratch.length) scratch = allocateLatin(room)
    const written = decodeHuffman(bytes, start, start + length, scratch, 0)
    return written < 0 ? null : scratch.latin1Slice(0, written)
  }
}
