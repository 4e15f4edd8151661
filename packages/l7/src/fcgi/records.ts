/** Records of FastCGI 1.0, as a web server writes and reads them. */

export const recordTypes = { begin: 1, abort: 2, end: 3, params: 4, stdin: 5, stdout: 6, stderr: 7 } as const

const headerBytes = 8
/** What one record may carry. */
const contentLimit = 65535
const responderRole = 1

/** A record's type and content. The content is valid during the call only. */
export type OnRecord = (type: number, content: Uint8Array) => void

/** `content` in as many records as it takes; none for no bytes. */
export function encodeStream(type: number, id: number, content: Uint8Array): Uint8Array {
  const count = Math.ceil(content.length / contentLimit)
  const bytes = new Uint8Array(content.length + count * headerBytes)
  let to = 0
  for (let from = 0; from < content.length; from += contentLimit) {
    const part = content.subarray(from, from + contentLimit)
    bytes.set(header(type, id, part.length), to)
    bytes.set(part, to + headerBytes)
    to += headerBytes + part.length
  }
  return bytes
}

/** The empty record that ends a stream. */
export function encodeEnd(type: number, id: number): Uint8Array {
  return header(type, id, 0)
}

export function encodeBegin(id: number, keepsConnection: boolean): Uint8Array {
  return Uint8Array.of(...header(recordTypes.begin, id, 8), 0, responderRole, keepsConnection ? 1 : 0, 0, 0, 0, 0, 0)
}

function header(type: number, id: number, length: number): Uint8Array {
  return Uint8Array.of(1, type, id >>> 8, id & 0xff, length >>> 8, length & 0xff, 0, 0)
}

/** Names and values with their lengths in front: one byte up to 127, four from there on. */
export function encodePairs(pairs: readonly (readonly [string, string])[]): Uint8Array {
  const parts: Buffer[] = []
  for (const [name, value] of pairs) {
    parts.push(length(name.length), length(value.length), Buffer.from(`${name}${value}`, 'latin1'))
  }
  return Buffer.concat(parts)
}

function length(count: number): Buffer {
  if (count < 128) return Buffer.of(count)
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE((count | 0x80000000) >>> 0)
  return bytes
}

/** Cuts what an application sends into records; those of other requests are passed over. */
export class RecordReader {
  readonly #onRecord: OnRecord
  #held: Uint8Array = new Uint8Array(0)

  constructor(onRecord: OnRecord) {
    this.#onRecord = onRecord
  }

  /** False when the bytes are no FastCGI. */
  push(chunk: Uint8Array, id: () => number): boolean {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    let at = 0
    while (bytes.length - at >= headerBytes) {
      if (bytes[at] !== 1) return false
      const contentLength = (bytes[at + 4]! << 8) | bytes[at + 5]!
      const end = at + headerBytes + contentLength + bytes[at + 6]!
      if (end > bytes.length) break
      const isOurs = ((bytes[at + 2]! << 8) | bytes[at + 3]!) === id()
      const start = at + headerBytes
      const type = bytes[at + 1]!
      at = end
      if (isOurs) this.#onRecord(type, bytes.subarray(start, start + contentLength))
    }
    this.#held = Uint8Array.prototype.slice.call(bytes, at)
    return true
  }
}
