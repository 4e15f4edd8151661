import { defineAlgorithm, type SampleContext } from '@weir/keyword'
import { type Algorithm, type AlgorithmFactory, isFree } from '../algorithm.ts'
import type { ServerState } from '../server-state.ts'

export const first = defineAlgorithm({
  name: 'first',
  summary: 'The server with the lowest identifier that has a free slot receives the request.',
  manual: '4.2',
  isDynamic: true,
  params: [],
  create: (): AlgorithmFactory => () => new First(),
})

class First implements Algorithm {
  readonly name = 'first'
  readonly isDynamic = true
  readonly needsBody = false
  readonly isByRequest = false
  #servers: ServerState[] = []

  reset(servers: readonly ServerState[]): void {
    this.#servers = [...servers].sort((a, b) => a.id - b.id)
  }

  onWeightChange(): void {}
  onLoadChange(): void {}

  choose(_context: SampleContext, avoid: ServerState | null): ServerState | null {
    let spare: ServerState | null = null
    for (const server of this.#servers) {
      if (!isFree(server)) continue
      if (server !== avoid) return server
      spare = server
    }
    return spare
  }
}
