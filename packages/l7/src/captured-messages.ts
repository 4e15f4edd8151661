/** What was last refused of each proxy's requests and responses, for `show errors` (management manual 9.3). */

/** What a captured message was about. */
export interface Party {
  readonly name: string
  readonly id: number
}

export interface CapturedMessage {
  /** In the order of all captures, from 0. */
  readonly number: number
  readonly wallMs: number
  readonly side: 'request' | 'response'
  readonly frontend: Party
  readonly backend: Party | null
  readonly server: Party | null
  /** The client, address and port; null for Unix sockets. */
  readonly source: string | null
  /** What had been received. */
  readonly bytes: Uint8Array
  /** Where in it the fault is. */
  readonly errorAt: number
}

/** Keeps the last one of each proxy and side. */
export class CapturedMessages {
  readonly #last = new Map<string, CapturedMessage>()
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The last ones, in no order. */
  get all(): readonly CapturedMessage[] {
    return [...this.#last.values()]
  }

  /** `bytes` are copied. */
  add(message: Omit<CapturedMessage, 'number'>): void {
    const proxy = message.side === 'request' ? message.frontend : message.backend!
    this.#last.set(`${message.side} ${proxy.name}`, {
      ...message,
      bytes: Uint8Array.prototype.slice.call(message.bytes),
      number: this.#count++,
    })
  }
}

/**
 * The first byte with which a message is refused, where the shorter ones are merely incomplete. Nothing is known of the
 * order in which parts are looked at, so the parser is asked again: a refusal is rare.
 */
export function findFault(lengthBytes: number, isRefused: (lengthBytes: number) => boolean): number {
  let accepted = 0
  let refused = lengthBytes
  while (refused - accepted > 1) {
    const middle = (accepted + refused) >>> 1
    if (isRefused(middle)) refused = middle
    else accepted = middle
  }
  return Math.max(0, refused - 1)
}
