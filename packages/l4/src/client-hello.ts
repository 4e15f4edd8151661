/**
 * Reads TLS handshake messages from raw bytes, as they pass through a TCP proxy (RFC 8446 §4.1.2, RFC 6066 §3,
 * RFC 7301 §3.1). A hello may be spread over several records.
 */

/** What a ClientHello says. Byte ranges are copies. */
export interface ClientHello {
  /** The highest version that the client offers: 0x0301 TLS 1.0 … 0x0304 TLS 1.3. */
  readonly version: number
  readonly cipherSuites: Uint8Array
  /** Extensions by type, the first of each. */
  readonly extensions: ReadonlyMap<number, Uint8Array>
}

export const extensionTypes = {
  serverName: 0,
  supportedGroups: 10,
  signatureAlgorithms: 13,
  alpn: 16,
  sessionTicket: 35,
  supportedVersions: 43,
  keyShare: 51,
} as const

/** `incomplete`: it could still become one. `invalid`: it is not TLS. */
export type HandshakeResult = { readonly type: number; readonly body: Uint8Array } | 'incomplete' | 'invalid'

/** The first handshake message, once it is whole (until then `incomplete`). */
export function readHandshake(bytes: Uint8Array): HandshakeResult {
  const fragments: Uint8Array[] = []
  let gathered = 0
  let offset = 0
  for (;;) {
    if (bytes.length < offset + 1) return 'incomplete'
    if (bytes[offset] !== 22) return 'invalid'
    if (bytes.length < offset + 5) return 'incomplete'
    if (bytes[offset + 1] !== 3) return 'invalid'
    const length = (bytes[offset + 3]! << 8) | bytes[offset + 4]!
    if (length === 0 || length > 16384) return 'invalid'
    const fragment = bytes.subarray(offset + 5, offset + 5 + length)
    fragments.push(fragment)
    gathered += fragment.length
    if (gathered >= 4) {
      const message = join(fragments, gathered)
      const size = (message[1]! << 16) | (message[2]! << 8) | message[3]!
      if (size > 65536) return 'invalid'
      if (gathered >= 4 + size) return { type: message[0]!, body: message.slice(4, 4 + size) }
    }
    if (fragment.length < length) return 'incomplete'
    offset += 5 + length
  }
}

function join(fragments: readonly Uint8Array[], length: number): Uint8Array {
  if (fragments.length === 1) return fragments[0]!
  const joined = new Uint8Array(length)
  let at = 0
  for (const fragment of fragments) {
    joined.set(fragment, at)
    at += fragment.length
  }
  return joined
}

/** Parses the body of a ClientHello; null when it is malformed. */
export function parseClientHello(body: Uint8Array): ClientHello | null {
  if (body.length < 35) return null
  let at = 34
  at += 1 + body[at]!
  const ciphersLength = sixteen(body, at)
  if (ciphersLength === null) return null
  const cipherSuites = body.slice(at + 2, at + 2 + ciphersLength)
  at += 2 + ciphersLength
  if (at >= body.length) return null
  at += 1 + body[at]!
  const extensions = new Map<number, Uint8Array>()
  const extensionsLength = sixteen(body, at)
  if (extensionsLength !== null) {
    at += 2
    const end = at + extensionsLength
    if (end > body.length) return null
    while (at + 4 <= end) {
      const type = sixteen(body, at)!
      const length = sixteen(body, at + 2)!
      if (at + 4 + length > end) return null
      if (!extensions.has(type)) extensions.set(type, body.slice(at + 4, at + 4 + length))
      at += 4 + length
    }
  }
  return { version: highestVersion(body, extensions), cipherSuites, extensions }
}

function sixteen(bytes: Uint8Array, at: number): number | null {
  return at + 2 > bytes.length ? null : (bytes[at]! << 8) | bytes[at + 1]!
}

function highestVersion(body: Uint8Array, extensions: ReadonlyMap<number, Uint8Array>): number {
  let highest = (body[0]! << 8) | body[1]!
  const offered = extensions.get(extensionTypes.supportedVersions)
  if (offered === undefined) return highest
  for (let at = 1; at + 1 < offered.length; at += 2) {
    // GREASE values have equal bytes that end in 0xa (RFC 8701).
    if (offered[at] === 3 && ((offered[at]! << 8) | offered[at + 1]!) > highest)
      highest = (offered[at]! << 8) | offered[at + 1]!
  }
  return highest
}

/** The host name of the server name extension, or null. */
export function serverName(hello: ClientHello): string | null {
  const extension = hello.extensions.get(extensionTypes.serverName)
  if (extension === undefined || extension.length < 5 || extension[2] !== 0) return null
  const length = (extension[3]! << 8) | extension[4]!
  if (length === 0 || 5 + length > extension.length) return null
  return Buffer.from(extension.subarray(5, 5 + length)).toString('latin1')
}

/** The protocol that is offered first, or null. */
export function firstProtocol(hello: ClientHello): string | null {
  const extension = hello.extensions.get(extensionTypes.alpn)
  if (extension === undefined || extension.length < 3 || extension.length < 3 + extension[2]!) return null
  return Buffer.from(extension.subarray(3, 3 + extension[2]!)).toString('latin1')
}
