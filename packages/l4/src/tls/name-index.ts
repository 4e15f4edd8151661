import type { NameFilter } from './crt-list.ts'
import type { TlsCredential } from './settings.ts'

/** What a client can verify. */
export interface AcceptedKeys {
  readonly ecdsa: boolean
  readonly rsa: boolean
}

/** A certificate that may be chosen by name. */
export interface NamedCertificate {
  readonly keyKind: TlsCredential['keyKind']
  /** Names of the certificate itself, lower case. */
  readonly names: readonly string[]
  readonly filters: readonly NameFilter[]
}

/**
 * Certificates by the names that clients ask for: exact ones first, then wildcards of one label less those that the
 * same line excludes. A look-up costs two reads of a hash table, however many names there are.
 */
export class NameIndex<T extends NamedCertificate> {
  readonly #exact = new Map<string, T[]>()
  /** By what follows the first label. */
  readonly #wildcards = new Map<string, T[]>()
  readonly #excluded = new Map<T, ReadonlySet<string>>()

  add(certificate: T): void {
    const wanted = certificate.filters.filter(({ isNegative }) => !isNegative).map(({ name }) => name)
    const excluded = certificate.filters.filter(({ isNegative }) => isNegative).map(({ name }) => name)
    if (excluded.length > 0) this.#excluded.set(certificate, new Set(excluded))
    if (excluded.includes('*')) return
    for (const name of wanted.length > 0 ? wanted : certificate.names) {
      if (name === '*' || excluded.includes(name)) continue
      if (name.startsWith('*.')) put(this.#wildcards, name.slice(1), certificate)
      else put(this.#exact, name, certificate)
    }
  }

  /** The best certificate for a name in lower case, or null. */
  find(name: string, accepts: AcceptedKeys): T | null {
    const exact = this.#exact.get(name)
    if (exact !== undefined) return choose(exact, accepts)
    const dot = name.indexOf('.')
    if (dot < 0) return null
    const suffix = name.slice(dot)
    const found = this.#wildcards.get(suffix)
    if (found === undefined) return null
    if (this.#excluded.size === 0) return choose(found, accepts)
    return choose(
      found.filter((certificate) => {
        const excluded = this.#excluded.get(certificate)
        return excluded === undefined || !(excluded.has(name) || excluded.has(`*${suffix}`))
      }),
      accepts,
    )
  }

  /** Every name with its certificates, exact ones first. */
  *entries(): IterableIterator<readonly [string, readonly T[]]> {
    yield* this.#exact
    for (const [suffix, certificates] of this.#wildcards) yield [`*${suffix}`, certificates]
  }
}

function put<T>(map: Map<string, T[]>, name: string, certificate: T): void {
  const known = map.get(name)
  if (known === undefined) map.set(name, [certificate])
  else if (!known.includes(certificate)) known.push(certificate)
}

/** ECDSA before RSA, as far as the client accepts them; any where it accepts none of those there are. */
export function choose<T extends NamedCertificate>(certificates: readonly T[], accepts: AcceptedKeys): T | null {
  const of = (kind: TlsCredential['keyKind']): T | undefined => certificates.find(({ keyKind }) => keyKind === kind)
  return (
    (accepts.ecdsa ? of('ecdsa') : undefined) ??
    (accepts.rsa ? of('rsa') : undefined) ??
    of('other') ??
    of('dsa') ??
    certificates[0] ??
    null
  )
}
