import { allocateLatin, type LatinBuffer } from '../../h1/bytes.ts'
import { defaultTableBytes } from './decoder.ts'
import { entryOverheadBytes, SearchableTable } from './dynamic-table.ts'
import { encodeHuffman, huffmanLength } from './huffman.ts'
import { findStaticName, findStaticValue, staticCount, staticNames } from './static-table.ts'

/**
 * Bytes on their way out: `bytes[0 … at)` are written. Grows as needed, which replaces `bytes`; so no reference to it is
 * kept over a call that writes. One per thread is enough, as encoding never yields.
 */
export class HpackOutput {
  bytes: LatinBuffer
  at = 0

  constructor(sizeBytes = 16384) {
    this.bytes = allocateLatin(sizeBytes)
  }

  /** Makes room for `count` bytes from `at` on. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return
    const bytes = allocateLatin(Math.max(this.bytes.length * 2, this.at + count))
    this.bytes.copy(bytes, 0, 0, this.at)
    this.bytes = bytes
  }
}

/** Strings up to here are tried in Huffman code at once, for their length then takes one octet in any case. */
const shortString = 126
/** Room for a short name and value in the worst of codes (30 bits each), and for the integers of a field. */
const fieldSlack = 2 * 480 + 32

/**
 * What tells on its owner if guessed through compression, or is of no use twice (RFC 7541 §7.1): never indexed, here or by
 * intermediaries.
 */
const sensitive: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'authentication-info',
  'x-api-key',
  'x-auth-token',
  'x-csrf-token',
])

/** What is likely to be the same in the next message. Others are indexed when they are seen a second time. */
const steady: ReadonlySet<string> = new Set([
  ':authority',
  ':status',
  'accept',
  'accept-encoding',
  'accept-language',
  'accept-ranges',
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'alt-svc',
  'cache-control',
  'content-encoding',
  'content-security-policy',
  'content-type',
  'date',
  'host',
  'server',
  'strict-transport-security',
  'user-agent',
  'vary',
  'via',
  'x-content-type-options',
  'x-frame-options',
])

const seenSlots = 64

/**
 * The encoder of one direction of a connection (RFC 7541 §3). For each message: `begin`, `field` for each field,
 * pseudo-header fields first; the block then ends at `output.at`. Blocks must be sent in the order made, and each one
 * must be sent, since the peer's table follows.
 */
export class HpackEncoder {
  readonly #capacityBytes: number
  readonly #table: SearchableTable
  /** Hashes of literals that were not indexed. */
  readonly #seen = new Int32Array(seenSlots)
  #output: HpackOutput | null = null
  /** The smallest size since the last block, which the peer must hear of too (RFC 7541 §4.2); -1 without change. */
  #leastBytes = -1

  /** `capacityBytes` is how much table this side cares to keep, whatever the peer would grant; at most 4096. */
  constructor(capacityBytes: number = defaultTableBytes) {
    this.#capacityBytes = Math.min(capacityBytes, defaultTableBytes)
    this.#table = new SearchableTable(defaultTableBytes)
    this.setMaxTableBytes(this.#capacityBytes)
  }

  /** The peer's SETTINGS_HEADER_TABLE_SIZE; the next block says what became of it. */
  setMaxTableBytes(maxBytes: number): void {
    const size = Math.min(maxBytes, this.#capacityBytes)
    if (size === this.#table.maxBytes) return
    this.#table.resize(size)
    if (this.#leastBytes < 0 || size < this.#leastBytes) this.#leastBytes = size
  }

  /** Begins a block at `output.at`. */
  begin(output: HpackOutput): void {
    this.#output = output
    if (this.#leastBytes < 0) return
    output.reserve(fieldSlack)
    if (this.#leastBytes < this.#table.maxBytes) writeInteger(output, 0x20, 0x1f, this.#leastBytes)
    writeInteger(output, 0x20, 0x1f, this.#table.maxBytes)
    this.#leastBytes = -1
  }

  /**
   * Adds a field: byte strings, the name in lower case. Nothing of them is kept but copies, so that slices of a large
   * head do not hold it.
   */
  field(name: string, value: string): void {
    const output = this.#output!
    output.reserve(name.length + value.length + fieldSlack)
    const first = findStaticName(name)
    const exact = first === 0 ? 0 : findStaticValue(first, value)
    if (exact !== 0) writeInteger(output, 0x80, 0x7f, exact)
    else if (sensitive.has(name)) writeLiteral(output, 0x10, 0x0f, first, name, value)
    else this.#fieldByTable(output, first, name, value)
  }

  #fieldByTable(output: HpackOutput, first: number, name: string, value: string): void {
    const table = this.#table
    const index = table.find(name, value)
    if (index >= 0) {
      writeInteger(output, 0x80, 0x7f, staticCount + 1 + index)
      return
    }
    const nameIndex = first !== 0 || table.namedIndex < 0 ? first : staticCount + 1 + table.namedIndex
    if (this.#isWorthIndexing(name, value)) {
      writeLiteral(output, 0x40, 0x3f, nameIndex, name, value)
      table.add(first === 0 ? copyOf(name) : staticNames[first]!, copyOf(value))
    } else writeLiteral(output, 0, 0x0f, nameIndex, name, value)
  }

  #isWorthIndexing(name: string, value: string): boolean {
    const size = name.length + value.length + entryOverheadBytes
    // One that takes much of the table would drive out all that is of use.
    if (size * 4 > this.#table.maxBytes) return false
    if (steady.has(name)) return true
    let hash = name.length
    for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
    for (let index = 0; index < value.length; index++) hash = Math.imul(hash ^ value.charCodeAt(index), 0x01000193)
    const slot = (hash ^ (hash >>> 16)) & (seenSlots - 1)
    if (this.#seen[slot] === hash) return true
    this.#seen[slot] = hash
    return false
  }
}

/** A string of its own: a slice would hold on to what it was cut from. */
function copyOf(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1')
}

function writeLiteral(
  output: HpackOutput,
  pattern: number,
  prefix: number,
  nameIndex: number,
  name: string,
  value: string,
): void {
  writeInteger(output, pattern, prefix, nameIndex)
  if (nameIndex === 0) writeString(output, name)
  writeString(output, value)
}

/** RFC 7541 §5.1. */
function writeInteger(output: HpackOutput, pattern: number, prefix: number, value: number): void {
  const { bytes } = output
  if (value < prefix) {
    bytes[output.at++] = pattern | value
    return
  }
  bytes[output.at++] = pattern | prefix
  let rest = value - prefix
  for (; rest >= 0x80; rest >>>= 7) bytes[output.at++] = (rest & 0x7f) | 0x80
  bytes[output.at++] = rest
}

/** RFC 7541 §5.2: in Huffman code where that is shorter. */
function writeString(output: HpackOutput, text: string): void {
  const { bytes } = output
  const { length } = text
  if (length <= shortString) {
    const at = output.at + 1
    const end = encodeHuffman(text, bytes, at)
    if (end - at < length) {
      bytes[at - 1] = 0x80 | (end - at)
      output.at = end
      return
    }
  } else {
    const coded = huffmanLength(text)
    if (coded < length) {
      writeInteger(output, 0x80, 0x7f, coded)
      output.at = encodeHuffman(text, bytes, output.at)
      return
    }
  }
  writeInteger(output, 0, 0x7f, length)
  bytes.latin1Write(text, output.at)
  output.at += length
}
