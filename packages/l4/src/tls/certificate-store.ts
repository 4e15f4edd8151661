import { defineOptions } from '@weir/keyword'
import type { CertificateLine } from './crt-list.ts'
import type { LoadedCredential } from './load-credential.ts'

/** A certificate that is loaded; runtime commands replace what is in it. */
export interface CertificateEntry {
  readonly name: string
  loaded: LoadedCredential
}

/** Authorities or revocation lists of a file; runtime commands replace the text. */
export interface PemFile {
  readonly path: string
  pem: string
}

/** A `crt-list` file, with lines that runtime commands add and remove. */
export interface CertificateListFile {
  readonly path: string
  lines: CertificateLine[]
}

/** What is loaded for TLS, by the names under which configuration and runtime commands know it. */
export class CertificateStore {
  readonly certificates = new Map<string, CertificateEntry>()
  readonly authorities = new Map<string, PemFile>()
  readonly revocations = new Map<string, PemFile>()
  readonly lists = new Map<string, CertificateListFile>()
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
