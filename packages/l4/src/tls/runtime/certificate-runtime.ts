import { X509Certificate } from 'node:crypto'
import type { CertificateEntry, CertificateStore } from '../certificate-store.ts'
import { decodeTicketKey } from '../ticket-keys.ts'
import { CertificateChanges } from './certificate-changes.ts'
import { type OcspIdentity, ocspIdentityOf, readOcspResponse } from './ocsp.ts'
import { PemChanges } from './pem-changes.ts'

type Refusal = { readonly error: string }

/** What may be asked of, and done to, certificates while the process runs. */
export class CertificateRuntime {
  readonly store: CertificateStore
  readonly certificates: CertificateChanges
  readonly authorities: PemChanges
  readonly revocations: PemChanges

  constructor(store: CertificateStore) {
    this.store = store
    this.certificates = new CertificateChanges(store)
    this.authorities = new PemChanges(store.authorities, 'CA')
    this.revocations = new PemChanges(store.revocations, 'CRL')
  }

  /** Certificates with a stapled response, by identity in hex. */
  ocspEntries(): ReadonlyMap<string, { readonly entry: CertificateEntry; readonly identity: OcspIdentity }> {
    const found = new Map<string, { readonly entry: CertificateEntry; readonly identity: OcspIdentity }>()
    for (const entry of this.store.certificates.values()) {
      if (entry.loaded.credential.ocspResponse === null) continue
      const identity = identityOf(entry)
      if (identity !== null) found.set(Buffer.from(identity.der).toString('hex'), { entry, identity })
    }
    return found
  }

  /** Staples another response to every certificate that it is about and that has one already. */
  setOcspResponse(der: Uint8Array): Refusal | null {
    const answer = readOcspResponse(der)
    if ('error' in answer) return answer
    if (answer.status === 'unknown') return { error: 'OCSP single response: certificate status is unknown.' }
    const key = Buffer.from(answer.identity.der).toString('hex')
    let isUsed = false
    for (const entry of this.store.certificates.values()) {
      const { loaded } = entry
      const identity = loaded.credential.ocspResponse === null ? null : identityOf(entry)
      if (identity === null || Buffer.from(identity.der).toString('hex') !== key) continue
      isUsed = true
      this.store.replace(entry, { ...loaded, credential: { ...loaded.credential, ocspResponse: der } })
    }
    return isUsed ? null : { error: 'OCSP single response: Certificate ID does not match any certificate or issuer.' }
  }

  /** Makes a key the last of a file's: the last but one seals tickets, and the first is forgotten. */
  setTicketKey(reference: string, word: string): 'unknown-file' | 'bad-base64' | 'wrong-size' | null {
    const { ticketKeys } = this.store
    const number = /^#(\d+)$/.exec(reference)
    const file = number === null ? ticketKeys.find(({ path }) => path === reference) : ticketKeys[Number(number[1])]
    if (file === undefined) return 'unknown-file'
    const key = decodeTicketKey(word)
    if (key === null) return 'bad-base64'
    if (key.length !== file.keys[0]!.length) return 'wrong-size'
    file.keys = [...file.keys.slice(1), key]
    return null
  }
}

/** The identity under which a certificate is asked for with OCSP; null when its issuer is unknown. */
export function identityOf({ loaded }: CertificateEntry): OcspIdentity | null {
  if (loaded.issuer === null) return null
  return ocspIdentityOf(new Uint8Array(loaded.leaf.raw), new Uint8Array(new X509Certificate(loaded.issuer).raw))
}
