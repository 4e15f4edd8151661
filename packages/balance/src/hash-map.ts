import type { ServerState } from './server-state.ts'

/** The greatest common divisor of the configured weights. HAProxy's positions count in units of it, as was observed. */
function commonDivisor(servers: readonly ServerState[]): number {
  let divisor = 0
  for (const { initialWeight } of servers) {
    let rest = initialWeight
    while (rest > 0) [divisor, rest] = [rest, divisor % rest]
  }
  return divisor || 1
}

/**
 * The static map of `hash-type map-based` and `static-rr`: one entry per unit of weight, each server's entries spread
 * evenly. The order is HAProxy's, found by watching its `static-rr`: at each position every server earns its weight;
 * the first one with the most whole totals wins the position and pays one total.
 */
export function buildHashMap(servers: readonly ServerState[]): ServerState[] {
  const unit = servers.length === 0 ? 1 : commonDivisor(servers[0]!.backend.servers)
  const weights = servers.map((server) => Math.ceil(server.weight / unit))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const scores = servers.map(() => 0)
  const map: ServerState[] = []
  for (let position = 0; position < total; position++) {
    let best = 0
    let bestValue = Number.NEGATIVE_INFINITY
    for (let index = 0; index < servers.length; index++) {
      scores[index]! += weights[index]!
      const value = Math.floor(scores[index]! / total)
      if (value > bestValue) {
        best = index
        bestValue = value
      }
    }
    scores[best]! -= total
    map.push(servers[best]!)
  }
  return map
}
