import type { PemFile } from './certificate-store.ts'
import type { TlsVerification } from './settings.ts'

/** The files behind a verification. */
export interface VerificationFiles {
  readonly authorities: PemFile | null
  readonly unnamedAuthorities: PemFile | null
  readonly revocations: PemFile | null
}

/** A verification that follows its files: another object once one of them was replaced. */
export class VerificationSource {
  readonly files: VerificationFiles
  readonly #fixed: Pick<TlsVerification, 'mode' | 'ignoredErrors' | 'ignoredAuthorityErrors'>
  #current: TlsVerification

  constructor(
    files: VerificationFiles,
    fixed: Pick<TlsVerification, 'mode' | 'ignoredErrors' | 'ignoredAuthorityErrors'>,
  ) {
    this.files = files
    this.#fixed = fixed
    this.#current = this.#build()
    for (const file of Object.values(files) as (PemFile | null)[]) if (file !== null) file.users++
  }

  get current(): TlsVerification {
    const { authorities, unnamedAuthorities, revocations } = this.files
    const now = this.#current
    const isStale =
      now.authorities !== (authorities?.pem ?? null) ||
      now.unnamedAuthorities !== (unnamedAuthorities?.pem ?? null) ||
      now.revocations !== (revocations?.pem ?? null)
    if (isStale) this.#current = this.#build()
    return this.#current
  }

  #build(): TlsVerification {
    return {
      ...this.#fixed,
      authorities: this.files.authorities?.pem ?? null,
      unnamedAuthorities: this.files.unnamedAuthorities?.pem ?? null,
      revocations: this.files.revocations?.pem ?? null,
    }
  }
}
