import type { Random } from '@weir/base'
import { defineAlgorithm, parseWrappedInteger, type SampleContext } from '@weir/keyword'
import { type Algorithm, type AlgorithmFactory, isFree } from '../algorithm.ts'
import { parenthesised } from '../algorithm-arguments.ts'
import { isBelowBound } from '../hashed.ts'
import type { ServerState } from '../server-state.ts'

export const random = defineAlgorithm({
  name: 'random',
  summary: 'The least loaded of a few servers drawn at random, by default two, receives the request.',
  manual: '4.2',
  isDynamic: true,
  params: [
    parenthesised('draws', '[(<draws>)]', (text, reader) => {
      if (text === null || text === '') return 2
      if (!/^\d+$/.test(text)) return reader.fail(`'random' expects a number of draws, but got '${text}'`)
      const draws = parseWrappedInteger(text, 32)
      return draws > 0 ? draws : reader.fail('number of draws must be at least 1.')
    }),
  ],
  create:
    ([draws]): AlgorithmFactory =>
    (site) =>
      new RandomDraws(draws, site.random, site.hash.balanceFactor),
})

/** Draws in proportion to weights; of the drawn the one with the lowest load for its weight, then the lowest rate. */
class RandomDraws implements Algorithm {
  readonly name = 'random'
  readonly isDynamic = true
  readonly needsBody = false
  readonly isByRequest = false
  readonly #draws: number
  readonly #random: Random
  readonly #factor: number
  #servers: readonly ServerState[] = []
  /** Running totals of the weights, to find a draw by halving. */
  #totals: number[] = []

  constructor(draws: number, source: Random, factor: number) {
    this.#draws = draws
    this.#random = source
    this.#factor = factor
  }

  reset(servers: readonly ServerState[]): void {
    this.#servers = servers
    this.#count()
  }

  onWeightChange(): void {
    this.#count()
  }

  onLoadChange(): void {}

  choose(context: SampleContext, avoid: ServerState | null): ServerState | null {
    const nowMs = context.clock.nowMs()
    let best: ServerState | null = null
    for (let draw = 0; draw < this.#draws; draw++) {
      const server = this.#firstFree(this.#drawIndex(), avoid)
      if (server === null) return avoid !== null && this.#servers.includes(avoid) && isFree(avoid) ? avoid : null
      if (best === null || isLighter(server, best, nowMs)) best = server
    }
    return best
  }

  #count(): void {
    let total = 0
    this.#totals = this.#servers.map((server) => {
      total += server.effectiveWeight
      return total
    })
  }

  #drawIndex(): number {
    const total = this.#totals[this.#totals.length - 1]!
    const point = (this.#random.uint32() / 2 ** 32) * total
    let low = 0
    let high = this.#totals.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#totals[middle]! > point) high = middle
      else low = middle + 1
    }
    return low
  }

  /** The drawn server, or the next that can take a request. */
  #firstFree(start: number, avoid: ServerState | null): ServerState | null {
    const { length } = this.#servers
    let overBound: ServerState | null = null
    for (let step = 0; step < length; step++) {
      const server = this.#servers[(start + step) % length]!
      if (server === avoid || !isFree(server)) continue
      if (this.#factor === 0 || isBelowBound(server, this.#servers, this.#factor)) return server
      overBound ??= server
    }
    return overBound
  }
}

function isLighter(a: ServerState, b: ServerState, nowMs: number): boolean {
  const difference = a.currentSessions * b.effectiveWeight - b.currentSessions * a.effectiveWeight
  if (difference !== 0) return difference < 0
  return a.counters.sessionRate.read(nowMs) < b.counters.sessionRate.read(nowMs)
}
