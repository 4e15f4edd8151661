import { generateKeySync } from 'node:crypto'
import type { SecureContext } from 'node:tls'

const nameBytes = 16

/** 16 unpredictable bytes, drawn where keys are drawn: the random port is not for secrets. */
const newVector = (): Buffer => generateKeySync('aes', { length: 128 }).export()

/** The key of one kind of tickets, in its parts. */
interface TicketKey {
  readonly name: Buffer
  readonly hmac: Buffer
  readonly cipher: Buffer
}

/** What Node asks for each ticket: how to go on (-1 fail, 0 no such key, 1 go on, 2 go on and renew), keys, name, IV. */
type TicketAnswer = readonly [number, Uint8Array?, Uint8Array?, Uint8Array?, Uint8Array?]

interface TicketContext {
  enableTicketKeyCallback?(): void
  onticketkeycallback?: (name: Uint8Array, iv: Uint8Array, isSealing: boolean) => TicketAnswer
  setTicketKeys?(keys: Uint8Array): void
}

/**
 * Seals tickets with the last key but one and opens those of all (manual, `tls-ticket-keys`); they
 * may be replaced at any time. Node knows AES-128 only:
 * of a key of 80 bytes the halves of its parts are used, so that such tickets are good among instances of this proxy.
 */
export function useTicketKeys(context: SecureContext, keysOf: () => readonly Uint8Array[]): void {
  let keys = keysOf()
  let known = keys.map(partsOf)
  const native = context.context as TicketContext
  native.onticketkeycallback = (name, _iv, isSealing) => {
    const current = keysOf()
    if (current !== keys) {
      keys = current
      known = keys.map(partsOf)
    }
    const sealing = known.at(-2) ?? known.at(-1)!
    if (isSealing) return [1, sealing.hmac, sealing.cipher, sealing.name, newVector()]
    const key = known.find((one) => one.name.equals(name))
    if (key === undefined) return [0]
    return [key === sealing ? 1 : 2, key.hmac, key.cipher]
  }
  native.enableTicketKeyCallback?.()
}

function partsOf(key: Uint8Array): TicketKey {
  const bytes = Buffer.from(key)
  const half = (bytes.length - nameBytes) / 2
  return {
    name: bytes.subarray(0, nameBytes),
    cipher: bytes.subarray(nameBytes, nameBytes + 16),
    hmac: bytes.subarray(nameBytes + half, nameBytes + half + 16),
  }
}
