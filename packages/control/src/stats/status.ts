import { adminFlags, operationalStates, type ServerState } from '@weir/balance'

/** The state of a server in the words of column `status`. */
export function serverStatus(server: ServerState): string {
  const { check } = server
  const flags = server.adminFlags
  if (server.isInMaintenance) {
    if ((flags & adminFlags.resolutionMaintenance) !== 0) return 'MAINT (resolution)'
    const { tracked } = server
    const isInherited = (flags & adminFlags.inheritedMaintenance) !== 0 && tracked !== null
    const isOwn = (flags & (adminFlags.forcedMaintenance | adminFlags.configuredMaintenance)) !== 0
    return isInherited && !isOwn ? `MAINT (via ${tracked.backend.name}/${tracked.name})` : 'MAINT'
  }
  if (server.isUp) {
    if (server.isDraining) return server.agent.isConfigured && server.agent.isEnabled ? 'DRAIN (agent)' : 'DRAIN'
    if (server.operational === operationalStates.stopping) return `NOLB${progress(server)}`
    const source = server.tracked?.check ?? check
    if (!(source.isConfigured && source.isEnabled) && server.tracked === null) return 'no check'
    return `UP${progress(server)}`
  }
  if (server.agent.isConfigured && server.agent.isEnabled && server.agent.health === 0) return 'DOWN (agent)'
  return `DOWN${check.isConfigured ? progress(server) : ''}`
}

/** ` 1/3` while a server is on its way up or down. */
function progress(server: ServerState): string {
  const { health, rise, fall, isConfigured } = server.tracked?.check ?? server.check
  if (!isConfigured) return ''
  if (server.isUp) return health < rise + fall - 1 ? ` ${health - rise + 1}/${fall}` : ''
  return health > 0 ? ` ${health}/${rise}` : ''
}

/** True when the state comes from checks, of the server's own or of the one it tracks. */
export function isChecked(server: ServerState): boolean {
  return server.check.isConfigured || server.tracked !== null
}
