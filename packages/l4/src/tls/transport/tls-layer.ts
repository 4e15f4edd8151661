import type { SecureContext } from 'node:tls'
import type { TlsFailure } from '../tls-session.ts'

/** What one end of a connection needs to speak TLS: settled for this connection, nothing left to choose. */
export interface TlsLayer {
  readonly isServer: boolean
  readonly context: SecureContext
  /** Server side: whether the client is asked for a certificate, and must send one. */
  readonly asksForCertificate: boolean
  readonly requiresCertificate: boolean
  /** Protocols for ALPN, most wanted first. A server names those only of which the client offers one. */
  readonly alpn: readonly string[]
  /** Client side: the name sent with SNI; null for none. */
  readonly serverName: string | null
  /** Client side: a session to resume, as `onSession` gave it. */
  readonly session: Uint8Array | null
  /** Client side: whether `onSession` is called. */
  readonly wantsSessions: boolean
  /** Server side: a stapled OCSP response, for clients that ask. */
  readonly ocspResponse: Uint8Array | null
  /** Whether the secrets of the session are kept. */
  readonly keepsSecrets: boolean
  /** Server side: the ClientHello that chose this layer, whole or null; and how much of its lists fetches may give. */
  readonly clientHello: Uint8Array | null
  readonly captureBytes: number
  /** Our own certificate and its chain, PEM; null for none. And the name by which it is known. */
  readonly ownCertificates: string | null
  readonly certificateName: string | null
}

/** What hears of a handshake. */
export interface TlsWatcher {
  /** The handshake is done. The sink of the connection is the watcher's to replace during the call. */
  onSecure(): void
  /** OpenSSL found a fault, in the handshake or later. The connection closes by itself afterwards. */
  onTlsFailure(failure: TlsFailure): void
  /** A session that a later connection may resume; may come at any time and more than once. */
  onSession?(session: Uint8Array): void
  /** The connection is gone, whoever owned it last. Comes once. */
  onGone?(): void
}

/** ALPN's wire form: each name after its length (RFC 7301 §3.1). */
export function encodeProtocols(names: readonly string[]): Uint8Array {
  return Buffer.concat(names.map((name) => Buffer.from(`${String.fromCharCode(name.length)}${name}`, 'latin1')))
}

/** Reads an error of the runtime. Its text is cut as OpenSSL gives it without function and place. */
export function failureOf(error: Error): TlsFailure {
  const found = /error:([0-9A-F]{8}):([^:]*):[^:]*:([^:\n]*)/.exec(error.message)
  if (found === null) return { code: 0, text: error.message }
  return { code: Number.parseInt(found[1]!, 16), text: `error:${found[1]}:${found[2]}::${found[3]}` }
}
