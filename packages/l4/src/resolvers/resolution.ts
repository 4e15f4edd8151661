import type { ResolutionFailure, ServiceRecord } from '@weir/balance'
import { type IpAddress, Timeout } from '@weir/base'
import type { Nameserver } from './nameserver.ts'
import { RecordCache } from './record-cache.ts'
import type { Resolvers } from './resolvers.ts'
import type { AnswerOutcome, DnsAnswer, QueryType } from './wire.ts'

/** Whoever uses the answers for a name as long as it lives: a server, or the slots of a service. */
export interface ResolutionUser {
  /** The records that hold. `by` says where they are from, for the log. True when something has changed. */
  onRecords(resolution: Resolution, by: string): boolean
  /** The name has failed for longer than the section holds on. */
  onFailure(failure: ResolutionFailure): void
}

/** Whoever asks once: gets an address, or null. */
export type LookupCallback = (address: IpAddress | null) => void

export type ResolutionKind = 'host' | 'service'

/**
 * One name that is being resolved.
 *
 *   idle ── due ──▶ asking the preferred family of all name servers
 *    ▲                 │ a valid answer ──────────────────────▶ valid
 *    │                 │ all have failed ──▶ asking the other family ── all have failed
 *    │                 │                                                    │
 *    │                 └── no answer in `timeout retry` ◀── waiting for the rest of `timeout retry`
 *    │                                  │ `resolve_retries` times, then failed
 *    └── `timeout resolve` ─────────────┴── valid or failed
 */
export class Resolution {
  readonly name: string
  readonly kind: ResolutionKind
  readonly preferredFamily: 4 | 6
  /** Of the question under way; answers have to bear it. */
  id = 0
  status: 'new' | 'valid' | ResolutionFailure = 'new'
  readonly addresses: RecordCache<IpAddress>
  readonly services: RecordCache<ServiceRecord>
  readonly #resolvers: Resolvers
  readonly #users = new Set<ResolutionUser>()
  #lookups: LookupCallback[] = []
  readonly #timeout: Timeout
  #isAsking = false
  #type: QueryType = 'A'
  #triesLeft = 0
  #hasSwitched = false
  #failed = new Set<Nameserver>()
  #lastFailure: ResolutionFailure | null = null
  /** Nothing was asked before: counts as if it had been valid at the start (seen in the oracle). */
  #lastValidMs: number
  #rotation = 0

  constructor(resolvers: Resolvers, name: string, kind: ResolutionKind, preferredFamily: 4 | 6) {
    this.#resolvers = resolvers
    this.name = name
    this.kind = kind
    this.preferredFamily = preferredFamily
    const { obsolete } = resolvers.options.holdMs
    this.addresses = new RecordCache(obsolete, (address) => address.toString())
    this.services = new RecordCache(obsolete, ({ target, port }) => `${target}:${port}`)
    this.#lastValidMs = resolvers.nowMs
    this.#timeout = new Timeout(resolvers.timers, () => this.#onTimeout())
  }

  add(user: ResolutionUser): void {
    this.#users.add(user)
    this.#ask()
  }

  remove(user: ResolutionUser): void {
    this.#users.delete(user)
  }

  /** Calls back once, at once where a valid answer is at hand. Returns how to give it up. */
  lookUp(callback: LookupCallback): () => void {
    const { valid } = this.#resolvers.options.holdMs
    if (this.status === 'valid' && this.#resolvers.nowMs - this.#lastValidMs < valid) {
      callback(this.#nextAddress())
      return () => {}
    }
    this.#lookups.push(callback)
    this.#ask()
    return () => {
      const index = this.#lookups.indexOf(callback)
      if (index >= 0) this.#lookups.splice(index, 1)
    }
  }

  /** Begins, where somebody waits. */
  start(): void {
    if (this.#users.size > 0) this.#ask()
  }

  /** True for the answer of a name server to the very question that it was asked, if it has not given one. */
  accepts(nameserver: Nameserver, { name, type }: DnsAnswer): boolean {
    return this.#isAsking && type === this.#type && name === this.name && !this.#failed.has(nameserver)
  }

  /** An answer that was accepted. */
  onAnswer(nameserver: Nameserver, answer: DnsAnswer): void {
    if (answer.outcome === 'valid') this.#succeed(nameserver, answer)
    else this.onFailedAnswer(nameserver, failureOf(answer.outcome))
  }

  /** A name server has nothing to give: its answer says so, or is too long. */
  onFailedAnswer(nameserver: Nameserver, failure: ResolutionFailure): void {
    if (this.#failed.has(nameserver)) return
    this.#failed.add(nameserver)
    this.#lastFailure = failure
    if (this.#failed.size >= this.#resolvers.nameservers.length) this.#onAllFailed(failure)
  }

  close(): void {
    this.#timeout.dispose()
    this.#users.clear()
    this.#lookups = []
  }

  #ask(): void {
    if (this.#isAsking || !this.#resolvers.isRunning) return
    this.#isAsking = true
    this.#triesLeft = this.#resolvers.options.retries
    this.id = this.#resolvers.takeId(this)
    this.#startRound()
  }

  #startRound(): void {
    this.#hasSwitched = false
    this.#type = this.kind === 'service' ? 'SRV' : this.#resolvers.firstType(this.preferredFamily)
    this.#send()
  }

  #send(): void {
    this.#failed.clear()
    this.#lastFailure = null
    this.#timeout.arm(this.#resolvers.options.retryTimeoutMs)
    this.#resolvers.send(this.id, this.name, this.#type)
  }

  #onAllFailed(failure: ResolutionFailure): void {
    const other = this.#hasSwitched ? null : this.#resolvers.otherType(this.#type)
    if (other !== null) {
      this.#hasSwitched = true
      this.#type = other
      this.#send()
    } else if (this.#hasSwitched && this.#triesLeft <= 1) this.#fail(failure)
    // Otherwise the rest of the time for an answer passes first, as in HAProxy.
  }

  #onTimeout(): void {
    if (!this.#isAsking) {
      if (this.#users.size > 0) this.#ask()
      else this.#resolvers.forget(this)
      return
    }
    const { nameservers } = this.#resolvers
    const silent = nameservers.filter((nameserver) => !this.#failed.has(nameserver))
    for (const nameserver of silent) nameserver.counters.timeouts++
    if (silent.length > 0 && this.#lastFailure !== null && !this.#hasSwitched && this.kind === 'host') {
      const other = this.#resolvers.otherType(this.#type)
      if (other !== null) {
        this.#hasSwitched = true
        this.#type = other
        this.#send()
        return
      }
    }
    this.#triesLeft--
    if (this.#triesLeft > 0) this.#startRound()
    else this.#fail(this.#lastFailure ?? 'timeout')
  }

  #succeed(nameserver: Nameserver, answer: DnsAnswer): void {
    const { nowMs } = this.#resolvers
    this.status = 'valid'
    this.#lastValidMs = nowMs
    this.addresses.update(answer.addresses, nowMs)
    this.services.update(answer.services, nowMs)
    this.#end()
    let by = `${this.#resolvers.name}/${nameserver.name}`
    for (const user of [...this.#users]) {
      if (user.onRecords(this, by) && by !== fromCache) nameserver.counters.updates++
      by = fromCache
    }
    for (const callback of this.#lookups.splice(0)) callback(this.#nextAddress())
  }

  #fail(failure: ResolutionFailure): void {
    const { nowMs, options } = this.#resolvers
    this.#resolvers.failureCount++
    this.#end()
    for (const callback of this.#lookups.splice(0)) callback(null)
    if (nowMs - this.#lastValidMs < options.holdMs[failure]) return
    this.status = failure
    this.addresses.clear()
    this.services.clear()
    for (const user of [...this.#users]) user.onFailure(failure)
  }

  #end(): void {
    this.#isAsking = false
    this.#resolvers.releaseId(this)
    const { resolveTimeoutMs, holdMs } = this.#resolvers.options
    this.#timeout.arm(this.#users.size > 0 ? resolveTimeoutMs : this.status === 'valid' ? holdMs.valid : 0)
  }

  /** Those who ask once get the addresses in turn. */
  #nextAddress(): IpAddress | null {
    const { values } = this.addresses
    return values[this.#rotation++ % values.length] ?? null
  }
}

const fromCache = 'DNS cache'

function failureOf(outcome: Exclude<AnswerOutcome, 'valid'>): ResolutionFailure {
  return outcome === 'nx' || outcome === 'refused' ? outcome : 'other'
}
