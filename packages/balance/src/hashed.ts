import type { Random } from '@weir/base'
import type { Evaluate, SampleContext } from '@weir/keyword'
import { type Algorithm, type AlgorithmFactory, type AlgorithmSite, isFree } from './algorithm.ts'
import { buildHashMap } from './hash-map.ts'
import { HashRing } from './hash-ring.ts'
import { createKeyHash, type HashSettings } from './hash-settings.ts'
import type { ServerState } from './server-state.ts'

/** Where a request's key comes from. A number is a hash already; null falls back to taking turns. */
export type KeyOf = Evaluate<string | Uint8Array | number>

/** The algorithm that all hashing keywords share: they differ only in the key. */
export function createHashed(name: string, key: KeyOf, needsBody = false): AlgorithmFactory {
  return (site) => new Hashed(name, key, needsBody, site)
}

class Hashed implements Algorithm {
  readonly name: string
  readonly isDynamic: boolean
  readonly needsBody: boolean
  readonly isByRequest = true
  readonly #key: KeyOf
  readonly #hash: (key: string | Uint8Array | number) => number
  readonly #settings: HashSettings
  readonly #random: Random
  readonly #ring = new HashRing()
  #map: readonly ServerState[] = []
  #servers: readonly ServerState[] = []
  #turn = 0

  constructor(name: string, key: KeyOf, needsBody: boolean, site: AlgorithmSite) {
    this.name = name
    this.#key = key
    this.needsBody = needsBody
    this.#settings = site.hash
    this.#random = site.random
    this.#hash = createKeyHash(site.hash)
    this.isDynamic = site.hash.method === 'consistent'
  }

  reset(servers: readonly ServerState[]): void {
    this.#servers = servers
    this.#build()
  }

  onWeightChange(): void {
    // The map keeps the weights that servers came up with (manual, `hash-type map-based`).
    if (this.isDynamic) this.#build()
  }

  onLoadChange(): void {}

  choose(context: SampleContext, avoid: ServerState | null): ServerState | null {
    const key = this.#key(context)
    if (key === null) return this.#takeTurn(avoid)
    const hash = this.#hash(key)
    if (!this.isDynamic) {
      // The map has one answer for a key, even if that server has just failed (seen in the oracle).
      const { length } = this.#map
      return this.#walk(hash % length, length, (index) => this.#map[index]!, null)
    }
    return this.#walk(this.#ring.find(hash), this.#ring.length, (index) => this.#ring.owner(index), avoid)
  }

  #build(): void {
    if (this.isDynamic) this.#ring.build(this.#servers)
    else this.#map = buildHashMap(this.#servers)
  }

  /** From the key's own place onwards, the first server that may take it; the last one seen when none may. */
  #walk(
    start: number,
    length: number,
    at: (index: number) => ServerState,
    avoid: ServerState | null,
  ): ServerState | null {
    const first = at(start)
    if (first !== avoid && this.#mayTake(first)) return first
    let last = first
    let index = start
    for (let step = 1; step < length; step++) {
      index = index + 1 === length ? 0 : index + 1
      const server = at(index)
      if (server === avoid || server === last) continue
      if (this.#mayTake(server)) return server
      last = server
    }
    if (this.#settings.preserveAffinity !== 'always') return last === avoid ? first : last
    return first === avoid ? last : first
  }

  #mayTake(server: ServerState): boolean {
    if (this.#settings.preserveAffinity !== 'always' && server.isSaturated) {
      if (this.#settings.preserveAffinity === 'maxconn' || server.isQueueFull) return false
    }
    const { balanceFactor } = this.#settings
    return balanceFactor === 0 || !this.isDynamic || isBelowBound(server, this.#servers, balanceFactor)
  }

  /** Requests without a key take turns over the map, or fall anywhere on the ring. */
  #takeTurn(avoid: ServerState | null): ServerState | null {
    if (this.isDynamic) {
      const start = this.#ring.find(this.#random.uint32())
      return this.#walk(start, this.#ring.length, (index) => this.#ring.owner(index), avoid)
    }
    const servers = this.#map
    for (let step = 0; step < servers.length; step++) {
      const server = servers[this.#turn++ % servers.length]!
      if (server !== avoid && isFree(server)) return server
    }
    return avoid !== null && servers.includes(avoid) && isFree(avoid) ? avoid : null
  }
}

/** Bounded loads: whether one more request keeps the server within `factor` percent of its share of the load. */
export function isBelowBound(server: ServerState, servers: readonly ServerState[], factor: number): boolean {
  let load = 1
  let weight = 0
  for (const other of servers) {
    load += other.currentSessions
    weight += other.effectiveWeight
  }
  return server.currentSessions < Math.ceil((load * factor * server.effectiveWeight) / (100 * weight))
}
