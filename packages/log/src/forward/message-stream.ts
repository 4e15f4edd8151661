import { Buffer } from 'node:buffer'

export interface MessageStreamSettings {
  /** The longest message; a stream that holds a longer one is given up. */
  readonly maxMessageBytes: number
  /** `option assume-rfc6587-ntf`: a line feed ends each message, whatever it starts with. */
  readonly isAlwaysLines: boolean
  /** The bytes are valid during the call only. */
  readonly onMessage: (data: Uint8Array) => void
}

const [zero, nine, lineFeed, carriageReturn, blank, lessThan] = [0x30, 0x39, 10, 13, 0x20, 0x3c] as const

/**
 * Finds the messages in a stream (RFC 6587 §3.4). One that starts with a digit has its length in front, one that starts
 * with `<` ends at a line feed; both may come on one stream.
 */
export class MessageStream {
  readonly #settings: MessageStreamSettings
  /** The start of a message whose end has not come. */
  #held: Uint8Array = nothing

  constructor(settings: MessageStreamSettings) {
    this.#settings = settings
  }

  /** Takes bytes, valid during the call. False: this is no stream of messages, and nothing more can be read from it. */
  push(chunk: Uint8Array): boolean {
    let data = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    this.#held = nothing
    while (data.length > 0) {
      const used = this.#take(data)
      if (used === null) return false
      if (used === 0) {
        this.#held = new Uint8Array(data)
        return true
      }
      data = data.subarray(used)
    }
    return true
  }

  /** Takes one message off the start. How many bytes it took: 0 when it is not whole yet, null when it is none. */
  #take(data: Uint8Array): number | null {
    if (this.#settings.isAlwaysLines || data[0] === lessThan) return this.#takeLine(data)
    return data[0]! > zero && data[0]! <= nine ? this.#takeCounted(data) : null
  }

  #takeLine(data: Uint8Array): number | null {
    const { maxMessageBytes, onMessage } = this.#settings
    const end = data.indexOf(lineFeed)
    if (end > maxMessageBytes || (end < 0 && data.length > maxMessageBytes)) return null
    if (end < 0) return 0
    onMessage(data.subarray(0, end > 0 && data[end - 1] === carriageReturn ? end - 1 : end))
    return end + 1
  }

  #takeCounted(data: Uint8Array): number | null {
    const { maxMessageBytes, onMessage } = this.#settings
    let length = 0
    let at = 0
    while (at < data.length && data[at]! >= zero && data[at]! <= nine) {
      length = length * 10 + data[at++]! - zero
      if (length > maxMessageBytes) return null
    }
    if (at === data.length) return 0
    if (data[at] !== blank) return null
    const end = at + 1 + length
    if (end > data.length) return 0
    onMessage(data.subarray(at + 1, end))
    return end
  }
}

const nothing = new Uint8Array(0)
