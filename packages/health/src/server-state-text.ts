import { operationalStates, type ServerState } from '@weir/balance'
import type { CheckRun } from './check-run.ts'

/** What `http-check send-state` tells a server (manual): its state, limits and load as the balancer sees them. */
export function serverStateText(run: CheckRun): string {
  const { server, node } = run.surroundings
  if (server === null) return 'UNK'
  const { backend } = server
  const address = server.address?.kind === 'ip' ? server.address.address.toString() : server.addressText
  const total = backend.weight
  return [
    shortState(server),
    `address=${address}`,
    `port=${server.port}`,
    `name=${backend.name}/${server.name}`,
    `node=${node}`,
    `weight=${server.weight}/${total}`,
    `scur=${server.currentSessions}/${backend.currentSessions}`,
    `qcur=${server.queue.length}`,
  ].join('; ')
}

function shortState(server: ServerState): string {
  const { health, rise, fall } = server.check
  if (server.operational === operationalStates.stopping) return 'NOLB'
  if (health >= rise + fall - 1) return 'UP'
  return health >= rise ? `UP ${health - rise + 1}/${fall}` : health > 0 ? `DOWN ${health}/${rise}` : 'DOWN'
}
