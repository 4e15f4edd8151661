import { defineAlgorithm, type SampleContext } from '@weir/keyword'
import { type Algorithm, type AlgorithmFactory, isFree } from '../algorithm.ts'
import type { ServerState } from '../server-state.ts'

export const sticky = defineAlgorithm({
  name: 'sticky',
  summary: 'One server takes everything as long as it is usable; one that returns goes to the tail.',
  manual: '4.2',
  isDynamic: true,
  params: [],
  create: (): AlgorithmFactory => () => new Sticky(),
})

class Sticky implements Algorithm {
  readonly name = 'sticky'
  readonly isDynamic = true
  readonly needsBody = false
  readonly isByRequest = false
  #order: ServerState[] = []

  reset(servers: readonly ServerState[]): void {
    this.#order = this.#order.filter((server) => servers.includes(server))
    for (const server of servers) if (!this.#order.includes(server)) this.#order.push(server)
  }

  onWeightChange(): void {}
  onLoadChange(): void {}

  choose(_context: SampleContext, avoid: ServerState | null): ServerState | null {
    let spare: ServerState | null = null
    for (const server of this.#order) {
      if (!isFree(server)) continue
      if (server !== avoid) return server
      spare = server
    }
    return spare
  }
}
