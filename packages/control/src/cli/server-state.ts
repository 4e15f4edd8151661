import { adminFlags, operationalStates, type ServerState } from '@weir/balance'

const everyMaintenance = adminFlags.forcedMaintenance | adminFlags.configuredMaintenance

/** Puts a server into maintenance, drain, or back to work. */
export function changeAdminState(server: ServerState, state: 'ready' | 'drain' | 'maint'): void {
  const { backend } = server
  switch (state) {
    case 'ready':
      backend.setAdmin(server, 0, everyMaintenance | adminFlags.forcedDrain, null)
      break
    case 'drain':
      backend.setAdmin(server, adminFlags.forcedDrain, everyMaintenance, null)
      break
    case 'maint':
      backend.setAdmin(server, adminFlags.forcedMaintenance, adminFlags.forcedDrain, null)
      break
  }
}

/** Sets the state that checks would set, until they find otherwise. */
export function changeHealth(server: ServerState, health: 'up' | 'stopping' | 'down'): void {
  const { check, backend } = server
  if (health === 'down') check.health = 0
  else check.health = check.rise + check.fall - 1
  const state = { up: operationalStates.running, stopping: operationalStates.stopping, down: operationalStates.stopped }
  backend.setOperational(server, state[health], 'changed from CLI')
}
