import { custom, type Parameter } from '@weir/keyword'
import type { TlsVersion } from './settings.ts'

/** Versions as the configuration names them, oldest first. SSLv3 can be named, and is never spoken. */
export const versionNames = ['SSLv3', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
export type VersionName = (typeof versionNames)[number]

/** What a line says of versions. */
export interface VersionWords {
  minimum: VersionName | null
  maximum: VersionName | null
  /** `no-sslv3`, `no-tlsv10` and so on. */
  disabled: Set<VersionName>
}

export const noVersionWords = (): VersionWords => ({ minimum: null, maximum: null, disabled: new Set() })

/** `SSLv3` of `no-sslv3`, `TLSv1.2` of `force-tlsv12`. */
export function versionOf(word: string): VersionName {
  const suffix = word.replace(/^(?:no|force)-/, '')
  return versionNames.find((name) => name.toLowerCase().replace('.', '') === suffix)!
}

export const versionParameter: Parameter<VersionName> = custom(
  'version',
  `{ ${versionNames.join(' | ')} }`,
  (reader) => {
    const word = reader.next()
    if (word === null)
      return reader.fail(`'${reader.keyword.text}' : missing the ssl/tls version`, { code: 'config/missing-argument' })
    return versionNames.find((name) => name === word.text) ?? reader.fail(`'${word.text}' : unknown ssl/tls version`)
  },
)

export interface VersionRange {
  readonly minVersion: TlsVersion
  readonly maxVersion: TlsVersion
}

export type VersionFinding =
  /** `no-…` words beside a minimum or maximum. */
  | { readonly kind: 'ignored' }
  /** No minimum, and a maximum below the default one. */
  | { readonly kind: 'ambiguous'; readonly minimum: VersionName }
  /** A version between two that are spoken is disabled: it is spoken all the same. */
  | { readonly kind: 'hole'; readonly version: VersionName }

const spoken: Readonly<Record<VersionName, TlsVersion | null>> = {
  SSLv3: null,
  'TLSv1.0': 'TLSv1',
  'TLSv1.1': 'TLSv1.1',
  'TLSv1.2': 'TLSv1.2',
  'TLSv1.3': 'TLSv1.3',
}

/**
 * The versions to speak, null when none is left. `defaultMinimum` counts where nothing is said: TLSv1.2 for listeners,
 * none for servers.
 */
export function settleVersions(
  words: VersionWords,
  defaultMinimum: VersionName | null,
): { readonly range: VersionRange | null; readonly findings: readonly VersionFinding[] } {
  const findings: VersionFinding[] = []
  const order = (name: VersionName): number => versionNames.indexOf(name)
  let { minimum } = words
  const hasBounds = minimum !== null || words.maximum !== null
  if (hasBounds && words.disabled.size > 0) findings.push({ kind: 'ignored' })
  if (minimum === null && defaultMinimum !== null) {
    minimum = defaultMinimum
    if (words.maximum !== null && order(words.maximum) < order(defaultMinimum)) {
      minimum = words.maximum
      findings.push({ kind: 'ambiguous', minimum })
    }
  }
  const allowed = versionNames.filter(
    (name) =>
      spoken[name] !== null &&
      order(name) >= order(minimum ?? 'SSLv3') &&
      order(name) <= order(words.maximum ?? 'TLSv1.3') &&
      (hasBounds || !words.disabled.has(name)),
  )
  const [first] = allowed
  const last = allowed.at(-1)
  if (first === undefined || last === undefined) return { range: null, findings }
  const hole = versionNames.slice(order(first), order(last)).find((name) => !allowed.includes(name))
  if (hole !== undefined) findings.push({ kind: 'hole', version: hole })
  return { range: { minVersion: spoken[first]!, maxVersion: spoken[last]! }, findings }
}
