import { defineAlgorithm, type SampleContext } from '@weir/keyword'
import { type Algorithm, type AlgorithmFactory, isFree } from '../algorithm.ts'
import { buildHashMap } from '../hash-map.ts'
import type { ServerState } from '../server-state.ts'

export const staticRr = defineAlgorithm({
  name: 'static-rr',
  summary: 'Servers take turns in proportion to their weights, which are fixed while a server is up.',
  manual: '4.2',
  isDynamic: false,
  params: [],
  create: (): AlgorithmFactory => () => new StaticRoundRobin(),
})

/** Goes round the static map. */
class StaticRoundRobin implements Algorithm {
  readonly name = 'static-rr'
  readonly isDynamic = false
  readonly needsBody = false
  readonly isByRequest = false
  #map: readonly ServerState[] = []
  #turn = 0

  reset(servers: readonly ServerState[]): void {
    this.#map = buildHashMap(servers)
    if (this.#turn >= this.#map.length) this.#turn = 0
  }

  onWeightChange(): void {}
  onLoadChange(): void {}

  choose(_context: SampleContext, avoid: ServerState | null): ServerState | null {
    const { length } = this.#map
    let spare = -1
    for (let step = 0; step < length; step++) {
      const index = (this.#turn + step) % length
      const server = this.#map[index]!
      if (!isFree(server)) continue
      if (server === avoid) {
        if (spare < 0) spare = index
        continue
      }
      this.#turn = (index + 1) % length
      return server
    }
    if (spare < 0) return null
    this.#turn = (spare + 1) % length
    return avoid
  }
}
