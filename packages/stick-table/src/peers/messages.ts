/** Messages of the peers protocol, version 2.1: how they are framed, and those that are nothing but their type. */
import { WireReader, type WireWriter } from './wire.ts'

/** What a peer says on connecting, `HAProxyS <version>`, in its first line. */
export const protocolName = 'HAProxyS'
export const protocolVersion = '2.1'

/** Answers to a greeting. */
export const handshakeStatus = {
  succeeded: 200,
  tryAgainLater: 300,
  protocolError: 501,
  badVersion: 502,
  localNameMismatch: 503,
  remoteNameMismatch: 504,
} as const

export const messageClass = { control: 0, error: 1, table: 10 } as const

/** Types of class `control`. */
export const control = {
  resyncRequest: 0,
  /** All was told by somebody who is up to date. */
  resyncFinished: 1,
  /** All was told, but there may be more that the teller lacks. */
  resyncPartial: 2,
  resyncConfirmed: 3,
  heartbeat: 4,
} as const

/** Types of class `error`. */
export const peerError = { protocol: 0, sizeLimit: 1 } as const

/** Types of class `table`. Those called timed carry how long the entry has left. */
export const tableMessage = {
  update: 128,
  incrementalUpdate: 129,
  definition: 130,
  switch: 131,
  acknowledgement: 132,
  timedUpdate: 133,
  timedIncrementalUpdate: 134,
} as const

/** From this type on a message has a length and a body. */
const firstWithBody = 128

/** Longer messages break the session, as they would not fit into a buffer. */
export const maxMessageBytes = 16384

export type Misframed = 'too long'

/** Cuts a byte stream into messages. */
export class MessageReader {
  #kept: Uint8Array | null = null

  /**
   * Calls `onMessage` for each whole message, in order; `body` is valid during the call only and empty for those without.
   * `onMessage` gives false to stop: the rest is dropped.
   */
  read(
    chunk: Uint8Array,
    onMessage: (messageClass: number, type: number, body: Uint8Array) => boolean,
  ): Misframed | null {
    let bytes = chunk
    if (this.#kept !== null) {
      bytes = new Uint8Array(this.#kept.length + chunk.length)
      bytes.set(this.#kept)
      bytes.set(chunk, this.#kept.length)
    }
    this.#kept = null
    let offset = 0
    while (offset + 2 <= bytes.length) {
      const type = bytes[offset + 1]!
      let start = offset + 2
      let length = 0
      if (type >= firstWithBody) {
        const reader = new WireReader(bytes, start)
        const found = reader.varint()
        if (found === null) {
          // A length of more than this many bytes is no length.
          if (bytes.length - start > 10) return 'too long'
          break
        }
        if (found > maxMessageBytes) return 'too long'
        length = found
        start = reader.offset
      }
      if (start + length > bytes.length) break
      const goesOn = onMessage(bytes[offset]!, type, bytes.subarray(start, start + length))
      if (!goesOn) return null
      offset = start + length
    }
    if (offset < bytes.length) this.#kept = bytes.slice(offset)
    return null
  }
}

/** Appends a message with a body to `out`. */
export function writeMessage(out: WireWriter, type: number, body: Uint8Array): void {
  out.byte(messageClass.table)
  out.byte(type)
  out.varint(body.length)
  out.bytes(body)
}
