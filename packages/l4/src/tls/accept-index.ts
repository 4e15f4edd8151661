import type { CertificateEntry, CertificateStore, TicketKeyFile } from './certificate-store.ts'
import type { CertificateLine, NameFilter } from './crt-list.ts'
import { type AcceptedKeys, choose, type NamedCertificate, NameIndex } from './name-index.ts'
import type { TlsAcceptSettings, TlsCredential, TlsIdentity, TlsNegotiation } from './settings.ts'
import type { VerificationSource } from './verification-source.ts'

/** One use of a certificate by a listener. */
export class CertificateUse implements NamedCertificate {
  readonly entry: CertificateEntry
  readonly filters: readonly NameFilter[]
  readonly isDefault: boolean
  /** The line of a `crt-list` that it comes from; null for other sources. */
  readonly line: CertificateLine | null
  readonly #negotiation: TlsNegotiation
  readonly #verification: VerificationSource
  #identity: TlsIdentity | null = null

  constructor(
    entry: CertificateEntry,
    settings: { readonly negotiation: TlsNegotiation; readonly verification: VerificationSource },
    filters: readonly NameFilter[],
    isDefault: boolean,
    line: CertificateLine | null = null,
  ) {
    this.entry = entry
    this.filters = filters
    this.isDefault = isDefault
    this.line = line
    this.#negotiation = settings.negotiation
    this.#verification = settings.verification
  }

  get keyKind(): TlsCredential['keyKind'] {
    return this.entry.loaded.credential.keyKind
  }

  get names(): readonly string[] {
    return this.entry.loaded.names
  }

  /** The same object until certificate or verification were replaced. */
  get identity(): TlsIdentity {
    const { credential } = this.entry.loaded
    const verification = this.#verification.current
    const known = this.#identity
    if (known !== null && known.credential === credential && known.verification === verification) return known
    this.#identity = { credential, negotiation: this.#negotiation, verification }
    return this.#identity
  }
}

/** What a `bind` line says beside its certificates. */
export interface AcceptFacts extends Pick<TlsAcceptSettings, 'prefersClientCiphers' | 'captureBytes' | 'keepsSecrets'> {
  /** `tls-ticket-keys`; null for keys of the process. */
  readonly ticketKeys: TicketKeyFile | null
  readonly isStrict: boolean
  readonly negotiation: TlsNegotiation
  readonly verification: VerificationSource
}

const nothing: TlsCredential = {
  name: '',
  certificates: '',
  privateKey: '',
  ocspResponse: null,
  keyKind: 'other',
}

/** The certificates of a listener, found by name. */
export class AcceptIndex implements TlsAcceptSettings {
  readonly prefersClientCiphers: boolean
  readonly captureBytes: number
  readonly keepsSecrets: boolean
  readonly isStrict: boolean
  readonly #facts: AcceptFacts
  readonly #store: CertificateStore
  readonly #gather: () => readonly CertificateUse[]
  #uses: readonly CertificateUse[] = []
  #defaults: readonly CertificateUse[] = []
  #index = new NameIndex<CertificateUse>()
  #version = -1

  /** `gather` gives the certificates in order; it is asked again when the store has changed. */
  constructor(facts: AcceptFacts, store: CertificateStore, gather: () => readonly CertificateUse[]) {
    this.#facts = facts
    this.#store = store
    this.#gather = gather
    this.prefersClientCiphers = facts.prefersClientCiphers
    this.captureBytes = facts.captureBytes
    this.keepsSecrets = facts.keepsSecrets
    this.isStrict = facts.isStrict
    this.#refresh()
  }

  get ticketKeys(): readonly Uint8Array[] {
    return this.#facts.ticketKeys?.keys ?? []
  }

  get uses(): readonly CertificateUse[] {
    this.#refresh()
    return this.#uses
  }

  get defaultIdentity(): TlsIdentity {
    this.#refresh()
    const { negotiation, verification } = this.#facts
    return this.#defaults[0]?.identity ?? { credential: nothing, negotiation, verification: verification.current }
  }

  selectIdentity(serverName: string | null, accepts: AcceptedKeys): TlsIdentity | null {
    this.#refresh()
    const named = serverName === null ? null : this.#index.find(serverName, accepts)
    if (named !== null) return named.identity
    return this.isStrict ? null : (choose(this.#defaults, accepts)?.identity ?? null)
  }

  #refresh(): void {
    if (this.#version === this.#store.version) return
    this.#version = this.#store.version
    this.#uses = this.#gather()
    this.#defaults = this.#uses.filter(({ isDefault }) => isDefault)
    this.#index = new NameIndex()
    for (const use of this.#uses) this.#index.add(use)
  }
}
