/** Versions that may be spoken, as `node:tls` and OpenSSL name them. */
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

/** A certificate with its key, as loaded from a file, a `crt-store` or a runtime command. Texts are PEM. */
export interface TlsCredential {
  /** The path or alias by which configuration and runtime commands know it. */
  readonly name: string
  /** The leaf and, after it, the chain that is sent with it. */
  readonly certificates: string
  readonly privateKey: string
  /** A stapled OCSP response, DER; null without one. */
  readonly ocspResponse: Uint8Array | null
  readonly keyKind: 'rsa' | 'ecdsa' | 'dsa' | 'other'
}

/** What is negotiated, common to both directions. Null means OpenSSL's default. */
export interface TlsNegotiation {
  readonly minVersion: TlsVersion
  readonly maxVersion: TlsVersion
  /** Up to TLS 1.2, in OpenSSL's syntax. */
  readonly ciphers: string | null
  /** TLS 1.3. */
  readonly cipherSuites: string | null
  readonly curves: string | null
  readonly signatureAlgorithms: string | null
  /** Protocols for ALPN, most wanted first; empty for none. */
  readonly alpn: readonly string[]
  readonly usesTickets: boolean
}

/** How the certificate of a peer is verified. */
export interface TlsVerification {
  readonly mode: 'none' | 'optional' | 'required'
  /** Certificates of trusted authorities, PEM; null for the system's (servers only). */
  readonly authorities: string | null
  /** Authorities that serve to verify, but are not named to clients (`ca-verify-file`). */
  readonly unnamedAuthorities: string | null
  readonly revocations: string | null
  /** `X509_V_ERR_*` that do not end the handshake, of the leaf and of authorities (`crt-ignore-err`, `ca-ignore-err`). */
  readonly ignoredErrors: ReadonlySet<number> | 'all'
  readonly ignoredAuthorityErrors: ReadonlySet<number> | 'all'
}

/** What a listener may present to one kind of client: a certificate with what its `crt-list` line overrides. */
export interface TlsIdentity {
  readonly credential: TlsCredential
  readonly negotiation: TlsNegotiation
  readonly verification: TlsVerification
}

/** The TLS half of a `bind` line, checked and loaded. */
export interface TlsAcceptSettings {
  /**
   * The identity for a client: by the name that it asked for (null: none; lower case) and by the kinds of keys that it
   * accepts. Null: the handshake is refused (`strict-sni`). Called once per handshake; the indexes behind it may change
   * when a runtime command replaces a certificate.
   */
  selectIdentity(
    serverName: string | null,
    accepts: { readonly ecdsa: boolean; readonly rsa: boolean },
  ): TlsIdentity | null
  /** The identity whose negotiation holds until the name is known. */
  readonly defaultIdentity: TlsIdentity
  readonly prefersClientCiphers: boolean
  /**
   * Keys of session tickets, each 48 or 80 bytes, newest last; empty: made by the process. Another array when a runtime
   * command has replaced them.
   */
  readonly ticketKeys: readonly Uint8Array[]
  /** How many bytes of the ClientHello are kept for `ssl_fc_cipherlist_*` and the like; 0 for none. */
  readonly captureBytes: number
  /** `tune.ssl.keylog on`. */
  readonly keepsSecrets: boolean
}

/** The TLS half of a `server` line, checked and loaded. */
export interface TlsConnectSettings {
  readonly negotiation: TlsNegotiation
  readonly verification: TlsVerification
  /** The name that the certificate of the server must have (`verifyhost`); null: that of SNI. */
  readonly verifiedHost: string | null
  /** Ours, if the server asks for one. */
  readonly credential: TlsCredential | null
  readonly reusesSessions: boolean
  readonly keepsSecrets: boolean
}
