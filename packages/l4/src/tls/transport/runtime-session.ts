import type { TlsSession } from '../tls-session.ts'
import { certificatesOf } from './pem.ts'
import { groupNames, readSessionFields, type SessionFields } from './session-fields.ts'
import type { TlsLayer } from './tls-layer.ts'
import { verifyErrorNumber } from './verify-codes.ts'
import { noPeerErrors, type PeerErrors } from './verify-peer.ts'

/** A certificate of the runtime: what its `X509Certificate` stands on. */
export interface CertificateHandle {
  raw(): Uint8Array
  getIssuerCert(): CertificateHandle | undefined
}

/** Where a session is read from: the runtime's TLS layer, as long as it lives. */
export interface TlsSource {
  getProtocol(): string | null
  getCipher(): { readonly name: string } | undefined
  getALPNNegotiatedProtocol(): string | false | null
  getServername(): string | false | null | undefined
  isSessionReused(): boolean
  getSession(): Uint8Array | undefined
  getFinished(): Uint8Array | undefined
  getPeerFinished(): Uint8Array | undefined
  getPeerX509Certificate(): CertificateHandle | undefined
  verifyError(): { readonly code?: string } | null | undefined
}

/** All that the runtime's layer says, read off it at once. */
interface Facts {
  readonly protocol: string
  readonly cipher: string
  readonly alpn: string | null
  readonly serverName: string | null
  readonly isResumed: boolean
  readonly session: Uint8Array | null
  readonly finished: Uint8Array | null
  readonly peerFinished: Uint8Array | null
  readonly peer: CertificateHandle | null
  readonly verifyResult: number
}

function readFacts(source: TlsSource, isServer: boolean): Facts {
  const peer = source.getPeerX509Certificate() ?? null
  const isResumed = source.isSessionReused()
  // Of a session that is resumed a client of Node has no certificates, but the verdict on them.
  const hasVerdict = peer !== null || (isResumed && !isServer)
  const error = hasVerdict ? source.verifyError() : null
  return {
    protocol: source.getProtocol() ?? '',
    cipher: source.getCipher()?.name ?? '(NONE)',
    alpn: source.getALPNNegotiatedProtocol() || null,
    serverName: source.getServername() || null,
    isResumed,
    session: source.getSession() ?? null,
    finished: source.getFinished() ?? null,
    peerFinished: source.getPeerFinished() ?? null,
    peer,
    verifyResult: error === null || error === undefined ? 0 : verifyErrorNumber(error.code ?? ''),
  }
}

/** A TLS session as the runtime tells of it. Read when asked for, and once more when its layer goes. */
export class RuntimeTlsSession implements TlsSession {
  isEstablished = false
  /** What verifying the peer found beside its result; set by whoever judges it. */
  peerErrors: PeerErrors = noPeerErrors
  readonly #layer: TlsLayer
  #source: TlsSource | null
  #facts: Facts | null = null
  #fields: SessionFields | null | undefined = undefined
  #peerCertificates: readonly Uint8Array[] | null = null
  #ownCertificates: readonly Uint8Array[] | null = null
  #secretLines: string[] | null = null
  #clientRandom: Uint8Array | null = null

  constructor(layer: TlsLayer, source: TlsSource) {
    this.#layer = layer
    this.#source = source
  }

  /** Keeps what is known, as the runtime's layer is about to go, or has gone after `keep`. */
  freeze(): void {
    if (this.#source === null) return
    const facts = readFacts(this.#source, this.#layer.isServer)
    if (this.#facts === null || facts.protocol !== '') this.#facts = facts
    this.#source = null
  }

  /** Keeps what is known so far, where the layer may go without notice. */
  keep(): void {
    if (this.#source !== null) this.#facts = readFacts(this.#source, this.#layer.isServer)
  }

  /** Takes a line of the key log: every one names the random of the ClientHello, which the runtime shows nowhere else. */
  addSecretLine(line: Uint8Array): void {
    const text = Buffer.from(line).toString('latin1').trimEnd()
    this.#clientRandom ??= Buffer.from(text.split(' ')[1] ?? '', 'hex')
    if (!this.#layer.keepsSecrets) return
    this.#secretLines ??= []
    this.#secretLines.push(text)
  }

  get #known(): Facts {
    if (this.#facts !== null) return this.#facts
    const facts = readFacts(this.#source!, this.#layer.isServer)
    // Before the handshake is done nothing is final.
    if (this.isEstablished) this.#facts = facts
    return facts
  }

  get protocol(): string {
    return this.#known.protocol
  }

  get cipher(): string {
    return this.#known.cipher
  }

  get alpn(): string | null {
    return this.#known.alpn
  }

  get serverName(): string | null {
    return this.#layer.isServer ? this.#known.serverName : this.#layer.serverName
  }

  get isResumed(): boolean {
    return this.#known.isResumed
  }

  get curve(): string | null {
    return groupNames.get(this.#session?.group ?? 0) ?? null
  }

  get sessionId(): Uint8Array {
    return this.#session?.sessionId ?? new Uint8Array(0)
  }

  get masterKey(): Uint8Array | null {
    return this.#session?.masterKey ?? null
  }

  get #session(): SessionFields | null {
    if (this.#fields !== undefined) return this.#fields
    // A ticket, which comes after the handshake, brings the session its identity (TLS 1.3).
    const session = this.#source?.getSession() ?? this.#known.session
    const fields = session === null ? null : readSessionFields(session)
    if (this.#source === null) this.#fields = fields
    return fields
  }

  get peerCertificates(): readonly Uint8Array[] {
    if (this.#peerCertificates !== null) return this.#peerCertificates
    const chain: Uint8Array[] = []
    const seen = new Set<CertificateHandle>()
    for (let at = this.#known.peer ?? undefined; at !== undefined && !seen.has(at); at = at.getIssuerCert()) {
      seen.add(at)
      chain.push(at.raw())
    }
    const remembered = chain.length === 0 && this.isResumed ? this.#session?.peer : null
    if (remembered !== null && remembered !== undefined) chain.push(remembered)
    if (this.isEstablished) this.#peerCertificates = chain
    return chain
  }

  get ownCertificates(): readonly Uint8Array[] {
    const { ownCertificates } = this.#layer
    this.#ownCertificates ??= ownCertificates === null ? [] : certificatesOf(ownCertificates)
    return this.#ownCertificates
  }

  get verifyResult(): number {
    return this.#known.verifyResult
  }

  get certificateError(): number {
    return this.peerErrors.certificateError
  }

  get authorityError(): number {
    return this.peerErrors.authorityError
  }

  get authorityErrorDepth(): number {
    return this.peerErrors.authorityErrorDepth
  }

  get rootCertificate(): Uint8Array | null {
    return this.peerErrors.root()
  }

  get certificateName(): string | null {
    return this.#layer.certificateName
  }

  get clientHello(): Uint8Array | null {
    return this.#layer.captureBytes === 0 ? null : this.#layer.clientHello
  }

  get captureBytes(): number {
    return this.#layer.captureBytes
  }

  /** The client sends the first `Finished` of a full handshake, the server that of a resumed one (RFC 5929 §3.1). */
  get uniqueId(): Uint8Array | null {
    const { isResumed, finished, peerFinished } = this.#known
    return isResumed === this.#layer.isServer ? finished : peerFinished
  }

  secret(label: string): Uint8Array | null {
    const line = this.#secretLines?.find((text) => text.startsWith(`${label} `))
    return line === undefined ? null : Buffer.from(line.slice(line.lastIndexOf(' ') + 1), 'hex')
  }

  get clientRandom(): Uint8Array | null {
    const { clientHello } = this.#layer
    return clientHello === null ? this.#clientRandom : clientHello.slice(6, 38)
  }
}
