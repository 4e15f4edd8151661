/** What OpenSSL writes down of a session, an ASN.1 sequence: what `getSession` of `node:tls` gives. */
export interface SessionFields {
  readonly sessionId: Uint8Array
  readonly masterKey: Uint8Array
  /** The group of the key exchange (RFC 8446 §4.2.7); 0 when it is not told. */
  readonly group: number
  /** The certificate of the peer that the session began with, DER; null when it had none. */
  readonly peer: Uint8Array | null
}

const peerTag = 3
const kexGroupTag = 19

/** Reads the fields of a session; null when it is none. */
export function readSessionFields(der: Uint8Array): SessionFields | null {
  const whole = readElement(der, 0)
  if (whole === null || whole.tag !== 0x30) return null
  const strings: Uint8Array[] = []
  let group = 0
  let peer: Uint8Array | null = null
  for (let at = whole.start; at < whole.end; ) {
    const element = readElement(der, at)
    if (element === null || element.end > whole.end) return null
    const content = der.subarray(element.start, element.end)
    if (element.tag === 0x04) strings.push(content)
    else if (element.tag === (0xa0 | kexGroupTag)) group = readInteger(content)
    else if (element.tag === (0xa0 | peerTag)) peer = content.slice()
    at = element.end
  }
  const [, sessionId, masterKey] = strings
  return sessionId === undefined || masterKey === undefined ? null : { sessionId, masterKey, group, peer }
}

interface Element {
  readonly tag: number
  readonly start: number
  readonly end: number
}

/** One element of DER; tags from 31 on do not occur here. */
function readElement(der: Uint8Array, at: number): Element | null {
  const tag = der[at]
  let length = der[at + 1]
  if (tag === undefined || length === undefined) return null
  let start = at + 2
  if (length >= 0x80) {
    const count = length & 0x7f
    if (count === 0 || count > 3) return null
    length = 0
    for (let index = 0; index < count; index++) length = length * 256 + (der[start++] ?? 0)
  }
  const end = start + length
  return end > der.length ? null : { tag, start, end }
}

function readInteger(der: Uint8Array): number {
  const element = readElement(der, 0)
  let value = 0
  if (element?.tag === 0x02) for (const byte of der.subarray(element.start, element.end)) value = value * 256 + byte
  return value
}

/** Groups as OpenSSL names them (RFC 8446 §4.2.7, RFC 7919, the drafts for ML-KEM). */
export const groupNames: ReadonlyMap<number, string> = new Map([
  [19, 'prime192v1'],
  [21, 'secp224r1'],
  [22, 'secp256k1'],
  [23, 'prime256v1'],
  [24, 'secp384r1'],
  [25, 'secp521r1'],
  [26, 'brainpoolP256r1'],
  [27, 'brainpoolP384r1'],
  [28, 'brainpoolP512r1'],
  [29, 'X25519'],
  [30, 'X448'],
  [256, 'ffdhe2048'],
  [257, 'ffdhe3072'],
  [258, 'ffdhe4096'],
  [259, 'ffdhe6144'],
  [260, 'ffdhe8192'],
  [512, 'MLKEM512'],
  [513, 'MLKEM768'],
  [514, 'MLKEM1024'],
  [4587, 'SecP256r1MLKEM768'],
  [4588, 'X25519MLKEM768'],
  [4589, 'SecP384r1MLKEM1024'],
])
