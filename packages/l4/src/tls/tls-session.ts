/**
 * What is known of the TLS layer of a connection once its handshake is done (or has failed). The fetches `ssl_fc*`,
 * `ssl_c_*`, `ssl_f_*`, `ssl_bc*` and `ssl_s_*` read it, and nothing else does the handshake's book-keeping: every value is
 * worked out when asked for, so that connections nobody asks about pay nothing.
 */
export interface TlsSession {
  /** False as long as the handshake is under way, and when it failed. */
  readonly isEstablished: boolean
  /** The version as OpenSSL names it: `TLSv1.2`, `TLSv1.3`. */
  readonly protocol: string
  /** The cipher as OpenSSL names it: `TLS_AES_128_GCM_SHA256`, `ECDHE-RSA-AES128-GCM-SHA256`; `(NONE)` before one is agreed. */
  readonly cipher: string
  /** What ALPN agreed on; null when it did not take place. */
  readonly alpn: string | null
  /** The name of the server that the client asked for (SNI); null without one. */
  readonly serverName: string | null
  readonly isResumed: boolean
  /** The group of the key exchange as OpenSSL names it, such as `X25519`; null when unknown. */
  readonly curve: string | null
  /** The session's identity; empty without one. */
  readonly sessionId: Uint8Array
  /** The certificate of the peer and those it sent above it, DER, leaf first; empty when it sent none. */
  readonly peerCertificates: readonly Uint8Array[]
  /** Our own certificate and the chain sent with it, DER, leaf first; empty when there is none. */
  readonly ownCertificates: readonly Uint8Array[]
  /** The result of verifying the peer: OpenSSL's `X509_V_ERR_*`, 0 when it is trusted or none was asked for. */
  readonly verifyResult: number
  /** The first error of the peer's own certificate (depth 0), as OpenSSL numbers them; 0 when there is none. */
  readonly certificateError: number
  /** The first error of an authority in the peer's chain and its depth, as OpenSSL numbers them; 0 when there is none. */
  readonly authorityError: number
  readonly authorityErrorDepth: number
  /** The root of the chain by which the peer was verified, DER; null without one. */
  readonly rootCertificate: Uint8Array | null
  /** The name of the certificate chosen for this connection: the `alias` or path in its store; null when unknown. */
  readonly certificateName: string | null
  /**
   * The ClientHello as it came: the whole handshake message with its header of four bytes, without record headers. Null
   * when it is not kept (`tune.ssl.capture-buffer-size 0`).
   */
  readonly clientHello: Uint8Array | null
  /** `tune.ssl.capture-buffer-size`: how many bytes of its lists the fetches give. */
  readonly captureBytes: number
  /** The client's `Finished`, the server's in a resumed session (RFC 5929 §3, kept for TLS 1.3); null when unknown. */
  readonly uniqueId: Uint8Array | null
  /** Of the lines of an NSS key log (`tune.ssl.keylog on`) the secret under a label such as `CLIENT_RANDOM`. */
  secret(label: string): Uint8Array | null
  /** Random of the client hello; null when unknown. */
  readonly clientRandom: Uint8Array | null
  /** The session's master key (up to TLS 1.2); null when unknown. */
  readonly masterKey: Uint8Array | null
}

/** Why a handshake failed, as OpenSSL tells it. */
export interface TlsFailure {
  /** OpenSSL's packed error number; 0 when nothing but the connection failed. */
  readonly code: number
  /** OpenSSL's own words, such as `error:0A00010B:SSL routines::wrong version number`. */
  readonly text: string
}
