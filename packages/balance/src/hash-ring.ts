import { avalanche } from '@weir/base'
import type { ServerState } from './server-state.ts'

/**
 * The ring of `hash-type consistent`: every server stands on it 16 times per unit of effective weight. Positions are
 * HAProxy's, found by comparing assignments: occurrence i of a server is at avalanche(4096 × key + i), where the key is
 * the server's identifier unless `hash-key` says otherwise. A hash belongs to the closest position on either side; at
 * equal distance to the one before it.
 *
 *        p1        h   p2            h - p1 > p2 - h, so p2's server
 *   ─────●─────────×───●──────▶ 2^32, then from 0 again
 */
export class HashRing {
  #positions = new Uint32Array(0)
  #owners: ServerState[] = []

  get length(): number {
    return this.#owners.length
  }

  build(servers: readonly ServerState[]): void {
    const nodes: { readonly position: number; readonly order: number; readonly server: ServerState }[] = []
    for (const server of servers) {
      for (let index = 0; index < server.effectiveWeight; index++) {
        const position = avalanche((Math.imul(server.hashKey, 4096) + index) >>> 0)
        nodes.push({ position, order: nodes.length, server })
      }
    }
    nodes.sort((a, b) => a.position - b.position || a.order - b.order)
    this.#positions = Uint32Array.from(nodes, (node) => node.position)
    this.#owners = nodes.map((node) => node.server)
  }

  /** The index of the occurrence that `hash` belongs to. The ring must not be empty. */
  find(hash: number): number {
    const positions = this.#positions
    let low = 0
    let high = positions.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (positions[middle]! < hash) low = middle + 1
      else high = middle
    }
    const next = low === positions.length ? 0 : low
    const previous = low === 0 ? positions.length - 1 : low - 1
    const before = (hash - positions[previous]!) >>> 0
    const after = (positions[next]! - hash) >>> 0
    return before <= after ? previous : next
  }

  owner(index: number): ServerState {
    return this.#owners[index]!
  }

  /** The next occurrence, round the ring. */
  after(index: number): number {
    return index + 1 === this.#owners.length ? 0 : index + 1
  }
}
