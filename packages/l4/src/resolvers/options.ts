import type { SocketAddress, Span } from '@weir/base'
import { defineOptions } from '@weir/keyword'
import type { SourceNode } from '../options.ts'

/** One `nameserver` line, or one line of `/etc/resolv.conf`. */
export interface NameserverLine {
  readonly name: string
  readonly address: SocketAddress
  /** Asked over a connection rather than by datagrams. */
  readonly isStream: boolean
  /** Where connections to it come from; null: the system chooses. */
  readonly source: SourceNode | null
  readonly span: Span
}

/** For how long a name counts as resolved although its answers say otherwise, by what they say (manual 5.3.2). */
export interface HoldTimes {
  nx: number
  refused: number
  timeout: number
  other: number
  /** How long an answer is used for rules without asking again. */
  valid: number
  /** How long a record is kept that answers have no longer. */
  obsolete: number
}

/** What a `resolvers` section says. */
export interface ResolversOptions {
  nameservers: NameserverLine[]
  holdMs: HoldTimes
  /** How often a name is asked for until it counts as failed. */
  retries: number
  /** From the end of one resolution to the start of the next. */
  resolveTimeoutMs: number
  /** How long an answer is waited for. */
  retryTimeoutMs: number
  /** Of an answer by datagram, as it is announced (RFC 6891). */
  payloadSizeBytes: number
}

/** Manual 5.3.2 and the oracle's behaviour. */
export const resolversOptions = defineOptions<ResolversOptions>('resolvers', () => ({
  nameservers: [],
  holdMs: { nx: 30_000, refused: 30_000, timeout: 30_000, other: 30_000, valid: 10_000, obsolete: 0 },
  retries: 3,
  resolveTimeoutMs: 1000,
  retryTimeoutMs: 1000,
  payloadSizeBytes: 512,
}))

/** Which kinds of addresses names may have. `auto`: IPv6 only where there is a route to everywhere. */
export interface FamilyOptions {
  accepts: readonly ('ipv4' | 'ipv6' | 'auto')[]
}

export const familyOptions = defineOptions<FamilyOptions>('dns-families', () => ({ accepts: ['auto'] }))
