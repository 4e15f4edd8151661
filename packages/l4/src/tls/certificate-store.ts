import { defineOptions } from '@weir/keyword'
import type { CertificateLine } from './crt-list.ts'
import type { LoadedCredential, LoadRules } from './load-credential.ts'

/** A certificate that is loaded; runtime commands replace what is in it. */
export interface CertificateEntry {
  readonly name: string
  loaded: LoadedCredential
}

/** Authorities or revocation lists of a file; runtime commands replace the text. */
export interface PemFile {
  readonly path: string
  pem: string
  /** How many lines verify peers by it. */
  users: number
}

/** A file of ticket keys; runtime commands replace the keys. */
export interface TicketKeyFile {
  readonly path: string
  keys: readonly Uint8Array[]
}

/** A line that uses certificates. */
export interface CertificateUser {
  /** `file:line`. */
  readonly place: string
  /** Each as often as it is used. */
  certificates(): readonly CertificateEntry[]
  /** The lines of lists whose certificates clients are shown when none is for the name that they ask for. */
  fallbackLines(): readonly CertificateLine[]
}

/** A `crt-list` file, with lines that runtime commands add and remove. */
export interface CertificateListFile {
  readonly path: string
  /** A directory, whose files are its lines. */
  readonly isDirectory: boolean
  lines: CertificateLine[]
}

/** What is loaded for TLS, by the names under which configuration and runtime commands know it. */
export class CertificateStore {
  readonly certificates = new Map<string, CertificateEntry>()
  readonly authorities = new Map<string, PemFile>()
  readonly revocations = new Map<string, PemFile>()
  readonly lists = new Map<string, CertificateListFile>()
  /** The last one first, as runtime commands number them. */
  readonly ticketKeys: TicketKeyFile[] = []
  /** Names of certificates that runtime commands have made, and not filled yet; those of authorities are files already. */
  readonly emptyCertificates = new Set<string>()
  readonly users: CertificateUser[] = []
  /** How certificates are put together, and below which directory names are looked for (`crt-base`). */
  rules: Pick<LoadRules, 'skipsSelfIssued' | 'chains'> = { skipsSelfIssued: false, chains: new Map() }
  certificateBase: string | null = null
  /** Goes up when names, or lines of lists, may have changed: indexes made before are stale then. */
  version = 0

  /** Puts another certificate in the place of one; those who use it see it with their next connection. */
  replace(entry: CertificateEntry, loaded: LoadedCredential): void {
    entry.loaded = loaded
    this.version++
  }
}

/** The store of a configuration, in its `global` section. */
export const certificateStore = defineOptions<{ readonly store: CertificateStore }>('certificate-store', () => ({
  store: new CertificateStore(),
}))
