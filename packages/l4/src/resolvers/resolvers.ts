import type { Clock, Random, TimerQueue } from '@weir/base'
import type { Network } from '../network/connection.ts'
import type { Datagrams } from './datagrams.ts'
import { Nameserver } from './nameserver.ts'
import type { ResolversOptions } from './options.ts'
import { type LookupCallback, Resolution, type ResolutionKind, type ResolutionUser } from './resolution.ts'
import { decodeAnswer, encodeQuery, isQueryableName, type QueryType } from './wire.ts'

/** Which kinds of addresses may be asked for and taken. */
export interface AcceptedFamilies {
  readonly ipv4: boolean
  readonly ipv6: boolean
}

export interface ResolversPorts {
  readonly clock: Clock
  readonly timers: TimerQueue
  readonly random: Random
  readonly network: Network
  readonly datagrams: Datagrams
  /** Looked at before each question. */
  acceptedFamilies(): AcceptedFamilies
}

/** No message is larger, over connections (RFC 1035 §4.2.2). */
const maximumStreamBytes = 65535

/**
 * One `resolvers` section at run time: its name servers, and the names it resolves. All name servers get each question;
 * the first valid answer counts. An answer counts only when it bears the id, name and type of a question under way and
 * comes from where the question went.
 */
export class Resolvers {
  readonly name: string
  readonly options: ResolversOptions
  readonly nameservers: readonly Nameserver[]
  readonly timers: TimerQueue
  isRunning = false
  /** Resolutions that ended without an answer. */
  failureCount = 0
  readonly #ports: ResolversPorts
  readonly #resolutions = new Map<string, Resolution>()
  readonly #byId = new Map<number, Resolution>()

  constructor(name: string, options: ResolversOptions, ports: ResolversPorts) {
    this.name = name
    this.options = options
    this.timers = ports.timers
    this.#ports = ports
    this.nameservers = options.nameservers.map(
      (line) => new Nameserver(line, ports, (nameserver, message) => this.#onMessage(nameserver, message)),
    )
  }

  get nowMs(): number {
    return this.#ports.clock.nowMs()
  }

  /** Names that are being resolved, or whose answers are kept. */
  get nameCount(): number {
    return this.#resolutions.size
  }

  /** Resolves `name` for `user` from here on, once the section runs. Returns how to end that. */
  use(name: string, kind: ResolutionKind, preferredFamily: 4 | 6, user: ResolutionUser): () => void {
    const resolution = this.#resolution(name, kind, preferredFamily)
    resolution.add(user)
    return () => resolution.remove(user)
  }

  /** Looks a host name up for a rule: `callback` gets an address or null, perhaps before this returns. */
  lookUp(name: string, preferredFamily: 4 | 6, callback: LookupCallback): () => void {
    if (!this.isRunning || this.nameservers.length === 0 || !isQueryableName(name)) {
      callback(null)
      return () => {}
    }
    return this.#resolution(name, 'host', preferredFamily).lookUp(callback)
  }

  /** Starts to ask. Without name servers it never does. */
  start(): void {
    if (this.isRunning) return
    this.isRunning = this.nameservers.length > 0
    for (const resolution of this.#resolutions.values()) resolution.start()
  }

  close(): void {
    this.isRunning = false
    for (const resolution of this.#resolutions.values()) resolution.close()
    this.#resolutions.clear()
    this.#byId.clear()
    for (const nameserver of this.nameservers) nameserver.close()
  }

  /** @internal A random number that no other question under way has. */
  takeId(resolution: Resolution): number {
    let id: number
    do id = this.#ports.random.uint32() >>> 16
    while (this.#byId.has(id) && this.#byId.size < 65536)
    this.#byId.set(id, resolution)
    return id
  }

  /** @internal */
  releaseId(resolution: Resolution): void {
    if (this.#byId.get(resolution.id) === resolution) this.#byId.delete(resolution.id)
  }

  /** @internal */
  forget(resolution: Resolution): void {
    this.#resolutions.delete(keyOf(resolution.name, resolution.kind, resolution.preferredFamily))
    resolution.close()
  }

  /** @internal */
  send(id: number, name: string, type: QueryType): void {
    const message = encodeQuery({ id, name, type, payloadSizeBytes: this.options.payloadSizeBytes })
    for (const nameserver of this.nameservers) nameserver.send(message)
  }

  /** @internal The type to begin with. */
  firstType(preferredFamily: 4 | 6): QueryType {
    const { ipv4, ipv6 } = this.#ports.acceptedFamilies()
    if (preferredFamily === 6) return ipv6 ? 'AAAA' : 'A'
    return ipv4 || !ipv6 ? 'A' : 'AAAA'
  }

  /** @internal What may be asked for when `type` gave nothing; null when that was all. */
  otherType(type: QueryType): QueryType | null {
    const { ipv4, ipv6 } = this.#ports.acceptedFamilies()
    if (type === 'A') return ipv6 ? 'AAAA' : null
    return type === 'AAAA' && ipv4 ? 'A' : null
  }

  #resolution(name: string, kind: ResolutionKind, preferredFamily: 4 | 6): Resolution {
    const plainName = name.replace(/\.$/, '').toLowerCase()
    const key = keyOf(plainName, kind, preferredFamily)
    let resolution = this.#resolutions.get(key)
    if (resolution === undefined) {
      resolution = new Resolution(this, plainName, kind, preferredFamily)
      this.#resolutions.set(key, resolution)
    }
    return resolution
  }

  #onMessage(nameserver: Nameserver, message: Uint8Array): void {
    const { counters } = nameserver
    const limitBytes = nameserver.line.isStream ? maximumStreamBytes : this.options.payloadSizeBytes
    if (message.length < 2) {
      counters.invalid++
      return
    }
    const resolution = this.#byId.get((message[0]! << 8) | message[1]!)
    if (resolution === undefined) {
      counters.outdated++
      return
    }
    if (message.length > limitBytes) {
      counters.tooBig++
      resolution.onFailedAnswer(nameserver, 'other')
      return
    }
    const answer = decodeAnswer(message)
    if (answer === null) {
      // Not worth an end of the waiting: anybody who guesses the id could do that.
      counters.invalid++
      return
    }
    if (!resolution.accepts(nameserver, answer)) {
      counters.outdated++
      return
    }
    count(nameserver, answer.outcome)
    resolution.onAnswer(nameserver, answer)
  }
}

const keyOf = (name: string, kind: ResolutionKind, preferredFamily: 4 | 6): string =>
  kind === 'service' ? `service ${name}` : `ipv${preferredFamily} ${name}`

const counterOf = {
  valid: 'valid',
  nx: 'nx',
  refused: 'refused',
  other: 'other',
  truncated: 'truncated',
  empty: 'empty',
  'broken-alias': 'aliasErrors',
} as const

function count({ counters }: Nameserver, outcome: keyof typeof counterOf): void {
  counters[counterOf[outcome]]++
}
