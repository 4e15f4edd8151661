/** Words that say the same on `bind` and on `server` lines. */
import type { Parameter } from '@weir/keyword'
import type { NegotiationWords } from './options.ts'
import { type VersionName, versionNames, versionOf, versionParameter } from './versions.ts'
import { needed, protocols } from './words.ts'

export interface NegotiationRow {
  readonly name: string
  readonly summary: string
  readonly params: readonly Parameter<unknown>[]
  readonly withoutEffect?: string
  apply(words: NegotiationWords, value: unknown): void
}

const list = (
  name: string,
  field: 'ciphers' | 'cipherSuites' | 'curves' | 'signatureAlgorithms',
  summary: string,
  missing: string,
): NegotiationRow => ({
  name,
  summary,
  params: [needed(name, missing)],
  apply(words, value) {
    words[field] = value as string
  },
})

const flag = (name: string, summary: string, apply: (words: NegotiationWords) => void): NegotiationRow => ({
  name,
  summary,
  params: [],
  apply,
})

/** Ciphers, groups and signatures (manual 5.1 and 5.2). */
export const cipherRows: readonly NegotiationRow[] = [
  list('ciphers', 'ciphers', 'Sets the ciphers up to TLS 1.2.', 'missing cipher suite'),
  list('ciphersuites', 'cipherSuites', 'Sets the cipher suites of TLS 1.3.', 'missing cipher suite'),
  list('curves', 'curves', 'Sets the groups of the key exchange.', 'missing curve suite'),
  list('sigalgs', 'signatureAlgorithms', 'Sets the signature algorithms.', 'missing signature algorithm list'),
  {
    name: 'client-sigalgs',
    summary: 'Sets the signature algorithms of client authentication.',
    params: [needed('client-sigalgs', 'missing signature algorithm list')],
    withoutEffect: 'Node has one list of signature algorithms for both sides',
    apply() {},
  },
]

export const alpnRow: NegotiationRow = {
  name: 'alpn',
  summary: 'Sets the protocols that ALPN may agree on, most wanted first.',
  params: [protocols],
  apply(words, value) {
    words.alpn = value as readonly string[]
  },
}

export const npnRow: NegotiationRow = {
  name: 'npn',
  summary: 'Sets the protocols that NPN may agree on.',
  params: [protocols],
  withoutEffect: 'NPN gave way to ALPN, and OpenSSL does not speak it with TLS 1.3',
  apply() {},
}

const bound = (name: string, field: 'minimum' | 'maximum', summary: string): NegotiationRow => ({
  name,
  summary,
  params: [versionParameter],
  apply(words, value) {
    words.versions[field] = value as VersionName
  },
})

export const versionBoundRows: readonly NegotiationRow[] = [
  bound('ssl-min-ver', 'minimum', 'Sets the oldest version that is spoken.'),
  bound('ssl-max-ver', 'maximum', 'Sets the newest version that is spoken.'),
]

const short = (name: string): string => name.toLowerCase().replace('.', '')

/** `force-…` and `no-…` of every version. */
export const versionSwitchRows: readonly NegotiationRow[] = versionNames.flatMap((name) => [
  flag(`force-${short(name)}`, `Speaks ${name} only.`, ({ versions }) => {
    versions.minimum = versionOf(`force-${short(name)}`)
    versions.maximum = versions.minimum
  }),
  flag(`no-${short(name)}`, `Does not speak ${name}.`, ({ versions }) => {
    versions.disabled.add(name)
  }),
])

export const ticketRows: readonly NegotiationRow[] = [
  flag('tls-tickets', 'Gives out session tickets.', (words) => {
    words.usesTickets = true
  }),
  flag('no-tls-tickets', 'Gives out no session tickets.', (words) => {
    words.usesTickets = false
  }),
]
