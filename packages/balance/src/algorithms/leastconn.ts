import { defineAlgorithm, type SampleContext } from '@weir/keyword'
import type { Algorithm, AlgorithmFactory } from '../algorithm.ts'
import type { ServerState } from '../server-state.ts'

export const leastconn = defineAlgorithm({
  name: 'leastconn',
  summary: 'The server with the fewest connections for its weight receives the request; equals take turns.',
  manual: '4.2',
  isDynamic: true,
  params: [],
  create: (): AlgorithmFactory => () => new LeastConn(),
})

interface Entry {
  readonly server: ServerState
  load: number
  /** When its load last changed: of equals the one that has waited longest is chosen. */
  sequence: number
}

/** Keeps the load of each server as it changes, so that choosing is one pass without a division. */
class LeastConn implements Algorithm {
  readonly name = 'leastconn'
  readonly isDynamic = true
  readonly needsBody = false
  readonly isByRequest = false
  readonly #entries = new Map<ServerState, Entry>()
  #sequence = 0

  reset(servers: readonly ServerState[]): void {
    for (const server of this.#entries.keys()) if (!servers.includes(server)) this.#entries.delete(server)
    for (const server of servers) {
      if (this.#entries.has(server)) continue
      this.#entries.set(server, { server, load: loadOf(server), sequence: this.#sequence++ })
    }
  }

  onWeightChange(server: ServerState): void {
    this.onLoadChange(server)
  }

  onLoadChange(server: ServerState): void {
    const entry = this.#entries.get(server)
    if (entry === undefined) return
    entry.load = loadOf(server)
    entry.sequence = this.#sequence++
  }

  choose(_context: SampleContext, avoid: ServerState | null): ServerState | null {
    let best: Entry | null = null
    let spare: Entry | null = null
    for (const entry of this.#entries.values()) {
      if (!mayTake(entry.server)) continue
      if (entry.server === avoid) spare = entry
      else if (
        best === null ||
        entry.load < best.load ||
        (entry.load === best.load && entry.sequence < best.sequence)
      ) {
        best = entry
      }
    }
    return (best ?? spare)?.server ?? null
  }
}

/** Zero when idle, so that idle servers take turns whatever their weights are; as HAProxy was seen to do. */
function loadOf(server: ServerState): number {
  const connections = server.currentSessions + server.queue.length
  return connections === 0 ? 0 : (connections + 1) / server.effectiveWeight
}

/** A saturated server still takes requests into its queue when `maxqueue` limits that (manual, `maxqueue`). */
function mayTake(server: ServerState): boolean {
  if (!server.isSaturated && server.queue.length === 0) return true
  return server.maxqueue > 0 && server.queue.length < server.maxqueue
}
