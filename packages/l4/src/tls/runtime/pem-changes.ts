import type { PemFile } from '../certificate-store.ts'
import { readCertificate } from '../load-credential.ts'
import { readPemBlocks } from '../pem-blocks.ts'
import { aboutAnother } from './certificate-changes.ts'

type Refusal = { readonly error: string }

/** Changes of authorities, or of revocation lists, at run time: one transaction at a time. */
export class PemChanges {
  readonly #files: Map<string, PemFile>
  readonly #kind: 'CA' | 'CRL'
  #pending: { readonly path: string; readonly pem: string } | null = null

  constructor(files: Map<string, PemFile>, kind: 'CA' | 'CRL') {
    this.#files = files
    this.#kind = kind
  }

  get pending(): { readonly path: string; readonly pem: string } | null {
    return this.#pending
  }

  /** Makes an empty file. False: there is one of this name. */
  create(path: string): boolean {
    if (this.#files.has(path)) return false
    this.#files.set(path, { path, pem: '', users: 0 })
    return true
  }

  /** Puts other contents, or further ones, into the transaction, which begins if there is none. */
  set(path: string, payload: string, isAddition: boolean): { readonly isNew: boolean } | Refusal {
    const open = this.#pending
    if (open !== null && open.path !== path) return aboutAnother(open.path, path)
    const file = this.#files.get(path)
    if (open === null && file === undefined)
      return { error: `Can't replace a ${this.#kind} file which is not referenced by the configuration!` }
    const { certificates, revocations } = readPemBlocks(payload)
    const found = this.#kind === 'CA' ? certificates : revocations
    const isReadable = this.#kind === 'CRL' || found.every((pem) => readCertificate(pem) !== null)
    if (found.length === 0 || !isReadable) return { error: 'Invalid payload' }
    const before = isAddition ? (open?.pem ?? file?.pem ?? '') : ''
    this.#pending = { path, pem: `${before}${found.join('\n')}\n` }
    return { isNew: open === null }
  }

  /** Puts the transaction into force: new connections are verified by it. Gives how many lines do so. */
  commit(path: string): { readonly uses: number } | Refusal {
    const open = this.#pending
    if (open === null) return { error: 'No ongoing transaction! !' }
    if (open.path !== path) return aboutAnother(open.path, path)
    this.#pending = null
    const file = this.#files.get(path)
    if (file === undefined) {
      this.#files.set(path, { path, pem: open.pem, users: 0 })
      return { uses: 0 }
    }
    file.pem = open.pem
    return { uses: file.users }
  }

  abort(path: string): Refusal | null {
    const open = this.#pending
    if (open === null) return { error: 'No ongoing transaction!' }
    if (open.path !== path)
      return {
        error: `The ongoing transaction is about '${open.path}' but you are trying to abort a transaction for '${path}'`,
      }
    this.#pending = null
    return null
  }

  /** Forgets a file that nobody uses. */
  remove(path: string): Refusal | null {
    const file = this.#files.get(path)
    if (file === undefined) return { error: `${this.#kind} file '${path}' doesn't exist!` }
    if (file.users > 0) return { error: `${this.#kind} file '${path}' in use, can't be deleted!` }
    this.#files.delete(path)
    return null
  }
}
