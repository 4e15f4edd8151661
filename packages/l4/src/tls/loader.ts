import type { PassFiles } from '@weir/keyword'
import type { CertificateEntry, CertificateListFile, CertificateStore, PemFile } from './certificate-store.ts'
import { extraPathsOf, type LoadRules, loadCredential, noExtraPaths, readCertificate } from './load-credential.ts'
import type { CertificateFiles, StoredCertificate, TlsProcessOptions } from './options.ts'
import { readPemBlocks } from './pem-blocks.ts'
import { systemAuthorities } from './system-authorities.ts'
import { type FileWord, inBase } from './words.ts'

type Failure = { readonly error: string }

/** Extensions that say that a file belongs to another. */
const reserved = /\.(?:key|issuer|ocsp|sctl)$/
const bundleExtensions = ['rsa', 'ecdsa', 'dsa'] as const

/** Loads what lines name into the store, each file once. */
export class Loader {
  readonly store: CertificateStore
  readonly files: PassFiles
  readonly #options: TlsProcessOptions
  readonly #rules: LoadRules

  constructor(
    store: CertificateStore,
    files: PassFiles,
    options: TlsProcessOptions,
    onWarning: (text: string) => void,
  ) {
    this.store = store
    this.files = files
    this.#options = options
    const { extraFiles, replacesExtension, skipsSelfIssued } = options
    const chains = readChains(files, options.issuersPath, onWarning)
    this.#rules = { files, extraFiles, replacesExtension, skipsSelfIssued, chains }
    store.rules = this.#rules
    store.certificateBase = options.certificateBase
  }

  /** The certificates that a path stands for: a file, the files of a bundle, or all of a directory. */
  certificates(file: FileWord, onWarning: (text: string) => void): readonly CertificateEntry[] | Failure {
    const path = inBase(file, this.#options.certificateBase)
    const known = this.store.certificates.get(file.text) ?? this.store.certificates.get(path)
    if (known !== undefined) return [known]
    const directory = this.files.list(path)
    if ('names' in directory) return this.#directory(path, directory.names, onWarning)
    const loaded = this.#load(path, path, null, onWarning)
    if (!('error' in loaded)) return [loaded]
    if (!this.#options.extraFiles.has('bundle') || 'text' in this.files.read(path)) return loaded
    const bundle: CertificateEntry[] = []
    for (const extension of bundleExtensions) {
      const part = `${path}.${extension}`
      if ('error' in this.files.read(part)) continue
      const entry = this.#load(part, part, null, onWarning)
      if ('error' in entry) return entry
      bundle.push(entry)
    }
    return bundle.length > 0 ? bundle : loaded
  }

  /** The directory that `file` is, with the certificates that were found in it as its lines; null for a file. */
  directoryOf(file: FileWord, found: readonly CertificateEntry[]): CertificateListFile | null {
    const path = inBase(file, this.#options.certificateBase)
    const known = this.store.lists.get(path)
    if (known !== undefined || !('names' in this.files.list(path))) return known ?? null
    const lines = found.map(({ name }) => ({ path: name, number: 0, words: null, wordsText: '', filters: [] }))
    const list = { path, isDirectory: true, lines }
    this.store.lists.set(path, list)
    return list
  }

  /** One certificate, from a file or the store. */
  certificate(
    file: FileWord,
    extra: CertificateFiles | null,
    onWarning: (text: string) => void,
  ): CertificateEntry | Failure {
    const path = inBase(file, this.#options.certificateBase)
    const known = this.store.certificates.get(file.text) ?? this.store.certificates.get(path)
    if (known !== undefined) return known
    if (file.text.startsWith('@'))
      return { error: `unable to stat SSL certificate from file '${file.text}' : No such file or directory.` }
    return this.#load(path, path, extra, onWarning)
  }

  /** A `load` line. Unnamed stores know it by its path and by `@/alias`, others by `@store/…`. */
  stored(
    store: { readonly name: string; readonly certificateBase: string | null; readonly keyBase: string | null },
    { crt, files }: StoredCertificate,
    onWarning: (text: string) => void,
  ): CertificateEntry | Failure {
    const path = inBase(crt, store.certificateBase ?? this.#options.certificateBase)
    const name =
      files.alias !== null ? `@${store.name}/${files.alias}` : store.name === '' ? path : `@${store.name}/${crt.text}`
    if (this.store.certificates.has(name)) return { error: `the certificate '${name}' is already loaded.` }
    return this.#load(path, name, files, onWarning, store.keyBase ?? this.#options.keyBase)
  }

  /** Authorities of a `ca-file`: a file, all files of a directory, or `@system-ca`. */
  authorities(file: FileWord): PemFile | Failure {
    const path = file.text === '@system-ca' ? file.text : inBase(file, this.#options.authorityBase)
    return this.#pem(this.store.authorities, path)
  }

  /** Revocation lists of a `crl-file`. */
  revocations(file: FileWord): PemFile | Failure {
    return this.#pem(this.store.revocations, inBase(file, this.#options.authorityBase))
  }

  #pem(known: Map<string, PemFile>, path: string): PemFile | Failure {
    const earlier = known.get(path)
    if (earlier !== undefined) return earlier
    const text = path === '@system-ca' ? { text: systemAuthorities() } : this.#readAll(path)
    if ('error' in text) return { error: `Couldn't open the ca-file '${path}' (${text.error}).` }
    const { certificates, revocations } = readPemBlocks(text.text)
    if (certificates.length === 0 && revocations.length === 0 && path !== '@system-ca')
      return { error: `Couldn't open the ca-file '${path}' (no certificate or crl found).` }
    const file = { path, users: 0, pem: `${[...certificates, ...revocations].join('\n')}\n` }
    known.set(path, file)
    return file
  }

  #readAll(path: string): { readonly text: string } | Failure {
    const directory = this.files.list(path)
    if (!('names' in directory)) return this.files.read(path)
    const texts = directory.names.toSorted().map((name) => this.files.read(`${path}/${name}`))
    return { text: texts.map((file) => ('text' in file ? file.text : '')).join('\n') }
  }

  #directory(
    path: string,
    names: readonly string[],
    onWarning: (text: string) => void,
  ): readonly CertificateEntry[] | Failure {
    const entries: CertificateEntry[] = []
    for (const name of names.toSorted(byBytes)) {
      if (name.startsWith('.') || reserved.test(name)) continue
      const file = `${path.replace(/\/$/, '')}/${name}`
      const known = this.store.certificates.get(file)
      if (known !== undefined) {
        entries.push(known)
        continue
      }
      // What cannot be read as a file is a directory, and no more than that.
      if ('error' in this.files.read(file) && 'names' in this.files.list(file)) continue
      const loaded = this.#load(file, file, null, onWarning)
      if ('error' in loaded) return loaded
      entries.push(loaded)
    }
    return entries
  }

  #load(
    path: string,
    name: string,
    extra: CertificateFiles | null,
    onWarning: (text: string) => void,
    keyBase: string | null = null,
  ): CertificateEntry | Failure {
    const paths = extra === null ? noExtraPaths() : extraPathsOf(extra, (file) => inBase(file, keyBase))
    const loaded = loadCredential(path, name, paths, this.#rules)
    if ('error' in loaded) return loaded
    for (const warning of loaded.warnings) onWarning(warning)
    const entry = { name, loaded }
    this.store.certificates.set(name, entry)
    return entry
  }
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The chains of `issuers-chain-path` by the subject of their first certificate. */
function readChains(
  files: PassFiles,
  path: string | null,
  onWarning: (text: string) => void,
): ReadonlyMap<string, readonly string[]> {
  const chains = new Map<string, readonly string[]>()
  const directory = path === null ? { names: [] } : files.list(path)
  for (const name of 'names' in directory ? directory.names : []) {
    const file = files.read(`${path}/${name}`)
    if ('error' in file) continue
    const { certificates } = readPemBlocks(file.text)
    const first = certificates[0] === undefined ? null : readCertificate(certificates[0])
    if (first === null) onWarning(`unable to load issuers-chain ${path}/${name} : pem certificate not found.`)
    else chains.set(first.subject, certificates)
  }
  return chains
}
