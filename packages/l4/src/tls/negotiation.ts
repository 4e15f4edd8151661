import { createSecureContext, type SecureContextOptions } from 'node:tls'
import type { NegotiationWords } from './options.ts'
import type { TlsNegotiation } from './settings.ts'
import { settleVersions, type VersionFinding, type VersionName } from './versions.ts'

/** The words of a line where it says something, and else those that it starts from. */
export function mergeNegotiation(own: NegotiationWords, base: NegotiationWords): NegotiationWords {
  return {
    versions: {
      minimum: own.versions.minimum ?? base.versions.minimum,
      maximum: own.versions.maximum ?? base.versions.maximum,
      disabled: new Set([...own.versions.disabled, ...base.versions.disabled]),
    },
    ciphers: own.ciphers ?? base.ciphers,
    cipherSuites: own.cipherSuites ?? base.cipherSuites,
    curves: own.curves ?? base.curves,
    signatureAlgorithms: own.signatureAlgorithms ?? base.signatureAlgorithms,
    alpn: own.alpn ?? base.alpn,
    usesTickets: own.usesTickets ?? base.usesTickets,
  }
}

/** What of the negotiation is wrong: the words of a complaint, and the value to blame. */
export interface NegotiationProblem {
  readonly what: string
  readonly value: string
}

export interface SettledNegotiation {
  /** Null when no version is left. */
  readonly negotiation: TlsNegotiation | null
  readonly findings: readonly VersionFinding[]
  readonly problems: readonly NegotiationProblem[]
}

/** Settles words for use, and has the TLS library look at its lists. */
export function settleNegotiation(
  words: NegotiationWords,
  more: {
    readonly defaultMinimum: VersionName | null
    readonly defaultAlpn: readonly string[]
    readonly securityLevel: number | null
  },
): SettledNegotiation {
  const { range, findings } = settleVersions(words.versions, more.defaultMinimum)
  const problems = findProblems(words)
  const level = more.securityLevel === null ? '' : `@SECLEVEL=${more.securityLevel}`
  const ciphers = level === '' ? words.ciphers : `${words.ciphers ?? 'DEFAULT'}:${level}`
  const { cipherSuites, curves, signatureAlgorithms } = words
  const alpn = words.alpn ?? more.defaultAlpn
  return {
    negotiation:
      range === null
        ? null
        : {
            ...range,
            ciphers,
            cipherSuites,
            curves,
            signatureAlgorithms,
            alpn,
            usesTickets: words.usesTickets ?? true,
          },
    findings,
    problems,
  }
}

function findProblems(words: NegotiationWords): NegotiationProblem[] {
  const checks: readonly (readonly [what: string, value: string | null, options: SecureContextOptions])[] = [
    ['SSL cipher list', words.ciphers, { ciphers: words.ciphers ?? '' }],
    ['TLS 1.3 cipher suites', words.cipherSuites, { ciphers: words.cipherSuites ?? '' }],
    ['SSL curves list', words.curves, { ecdhCurve: words.curves ?? '' }],
    ['SSL Signature Algorithm list', words.signatureAlgorithms, { sigalgs: words.signatureAlgorithms ?? '' }],
  ]
  return checks.flatMap(([what, value, options]) =>
    value === null || isUsable(what, value, options) ? [] : [{ what, value }],
  )
}

const usable = new Map<string, boolean>()

/** Asked once per value: lists are few, lines may be many. */
function isUsable(what: string, value: string, options: SecureContextOptions): boolean {
  const key = `${what} ${value}`
  const known = usable.get(key)
  if (known !== undefined) return known
  let isGood = true
  try {
    createSecureContext(options)
  } catch {
    isGood = false
  }
  if (what === 'TLS 1.3 cipher suites') isGood &&= value.split(':').every((suite) => tls13Suites.has(suite))
  usable.set(key, isGood)
  return isGood
}

/** RFC 8446 §B.4, as OpenSSL spells them. */
const tls13Suites: ReadonlySet<string> = new Set([
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_CCM_SHA256',
  'TLS_AES_128_CCM_8_SHA256',
])
