import type { CertificateEntry, CertificateStore } from '../certificate-store.ts'
import {
  buildCredential,
  bytesOf,
  isTimestampList,
  type LoadedCredential,
  readCertificate,
} from '../load-credential.ts'
import { readPemBlocks } from '../pem-blocks.ts'

type Refusal = { readonly error: string }

/** A certificate as a transaction has it so far; it may lack parts. */
export interface PendingCertificate {
  readonly name: string
  /** PEM, leaf first. */
  readonly certificates: readonly string[]
  readonly privateKey: string | null
  readonly ocspResponse: Uint8Array | null
  /** PEM. */
  readonly issuer: string | null
}

const kinds = ['key', 'ocsp', 'issuer', 'sctl'] as const
type Part = (typeof kinds)[number]

/** The changes of certificates at run time: one transaction at a time, whose outcome new connections see. */
export class CertificateChanges {
  readonly #store: CertificateStore
  #pending: PendingCertificate | null = null

  constructor(store: CertificateStore) {
    this.#store = store
  }

  get pending(): PendingCertificate | null {
    return this.#pending
  }

  /** Makes an empty one. False: there is one of this name. */
  create(name: string): boolean {
    const { certificates, emptyCertificates } = this.#store
    if (certificates.has(name) || emptyCertificates.has(name)) return false
    emptyCertificates.add(name)
    return true
  }

  /** Puts a PEM text, or one of the files beside it by its extension, into the transaction, which begins if there is none. */
  set(path: string, payload: string): { readonly name: string; readonly isNew: boolean } | Refusal {
    const { name, part } = this.#target(path)
    const open = this.#pending
    if (open !== null && open.name !== name) return aboutAnother(open.name, name)
    const base = open ?? this.#present(name)
    if (base === null) return { error: "Can't replace a certificate which is not referenced by the configuration!" }
    const changed = part === null ? fromPem(name, payload) : withPart(base, part, payload)
    if ('error' in changed)
      return { error: `${changed.error === '' ? '' : `${changed.error}\n`}Can't load the payload` }
    this.#pending = changed
    return { name, isNew: open === null }
  }

  /** Puts the transaction into force. Gives how many uses of the certificate saw it; a refusal may have ended it. */
  commit(name: string): { readonly uses: number; readonly failure: string | null } | Refusal {
    const open = this.#pending
    if (open === null) return { error: 'No ongoing transaction! !' }
    if (open.name !== name) return aboutAnother(open.name, name)
    if (open.certificates.length === 0 || open.privateKey === null)
      return { error: 'The transaction must contain at least a certificate and a private key!' }
    const leaf = readCertificate(open.certificates[0]!)
    const loaded = this.#build(open, open.privateKey)
    const entry = this.#store.certificates.get(name)
    const uses = entry === undefined ? 0 : usesOf(this.#store, entry)
    if ('error' in loaded) {
      if (leaf === null || loaded.error.startsWith('inconsistencies')) return loaded
      this.#pending = null
      return { uses, failure: loaded.error }
    }
    this.#pending = null
    this.#store.emptyCertificates.delete(name)
    if (entry === undefined) this.#store.certificates.set(name, { name, loaded })
    else this.#store.replace(entry, loaded)
    return { uses, failure: null }
  }

  abort(name: string): Refusal | null {
    const open = this.#pending
    if (open === null) return { error: 'No ongoing transaction!' }
    if (open.name !== name)
      return {
        error: `The ongoing transaction is about '${open.name}' but you are trying to abort a transaction for '${name}'`,
      }
    this.#pending = null
    return null
  }

  /** Forgets a certificate that nobody uses. */
  remove(name: string): Refusal | null {
    const { certificates, emptyCertificates } = this.#store
    if (emptyCertificates.delete(name)) return null
    const entry = certificates.get(name)
    if (entry === undefined) return { error: `certificate '${name}' doesn't exist!` }
    if (usesOf(this.#store, entry) > 0) return { error: `certificate '${name}' in use, can't be deleted!` }
    certificates.delete(name)
    return null
  }

  #target(path: string): { readonly name: string; readonly part: Part | null } {
    const part = kinds.find((kind) => path.endsWith(`.${kind}`)) ?? null
    const name = part === null ? path : path.slice(0, -part.length - 1)
    const isKnown = this.#present(name) !== null || this.#pending?.name === name
    return part !== null && isKnown ? { name, part } : { name: path, part: null }
  }

  #present(name: string): PendingCertificate | null {
    if (this.#store.emptyCertificates.has(name)) return empty(name)
    const entry = this.#store.certificates.get(name)
    if (entry === undefined) return null
    const { credential, issuer } = entry.loaded
    return {
      name,
      certificates: readPemBlocks(credential.certificates).certificates,
      privateKey: credential.privateKey,
      ocspResponse: credential.ocspResponse,
      issuer,
    }
  }

  #build(pending: PendingCertificate, privateKey: string): LoadedCredential | Refusal {
    const { name, certificates, ocspResponse, issuer } = pending
    return buildCredential(
      {
        path: name,
        name,
        blocks: { certificates, revocations: [], privateKey },
        key: () => null,
        keyPath: name,
        isKeyGiven: false,
        ocsp: ocspResponse === null ? null : Buffer.from(ocspResponse).toString('latin1'),
        issuer: () => issuer,
        timestamps: null,
      },
      this.#store.rules,
    )
  }
}

/** How often lines of listeners and servers use a certificate. */
export function usesOf(store: CertificateStore, entry: CertificateEntry): number {
  let uses = 0
  for (const user of store.users) for (const used of user.certificates()) if (used === entry) uses++
  return uses
}

const empty = (name: string): PendingCertificate => ({
  name,
  certificates: [],
  privateKey: null,
  ocspResponse: null,
  issuer: null,
})

export function aboutAnother(open: string, name: string): Refusal {
  return { error: `The ongoing transaction is about '${open}' but you are trying to set '${name}'` }
}

/** A PEM text says all: what belonged to the certificate before is gone. */
function fromPem(name: string, payload: string): PendingCertificate | Refusal {
  const { certificates, privateKey } = readPemBlocks(payload)
  if (certificates.length === 0 || certificates.some((pem) => readCertificate(pem) === null))
    return { error: `unable to load certificate from file '${name}'.` }
  return { ...empty(name), certificates, privateKey }
}

function withPart(base: PendingCertificate, part: Part, payload: string): PendingCertificate | Refusal {
  if (part === 'key') {
    const { privateKey } = readPemBlocks(payload)
    if (privateKey === null) return { error: `unable to load private key from file '${base.name}'.` }
    return { ...base, privateKey }
  }
  if (part === 'issuer') {
    const [issuer] = readPemBlocks(payload).certificates
    if (issuer === undefined || readCertificate(issuer) === null)
      return { error: `'${base.name}' cannot be read or parsed'.` }
    return { ...base, issuer }
  }
  if (part === 'ocsp') {
    const ocspResponse = decodeBase64(payload)
    return ocspResponse === null ? { error: 'Error reading OCSP response in base64 format' } : { ...base, ocspResponse }
  }
  // Node sends no timestamps of its own (RFC 6962 §3.3): they are checked, and that is all.
  return isTimestampList(bytesOf(payload)) ? base : { error: '' }
}

/** Bytes of a text in base64, line breaks left aside; null when it is none. */
export function decodeBase64(text: string): Uint8Array | null {
  const joined = text.replace(/\s+/g, '')
  if (joined === '' || joined.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(joined)) return null
  return new Uint8Array(Buffer.from(joined, 'base64'))
}
