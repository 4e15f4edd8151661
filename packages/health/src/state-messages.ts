import {
  adminFlags,
  anyDrain,
  anyMaintenance,
  type BackendState,
  operationalStates,
  type ServerChange,
  type ServerState,
} from '@weir/balance'

/** A line about a server, with the level it is logged at. */
export interface StateMessage {
  readonly level: 'notice' | 'alert'
  readonly text: string
}

/** What HAProxy says when the state of a server changes; null for changes it does not mention. */
export function describeChange(change: ServerChange): StateMessage | null {
  const { server, was } = change
  const name = nameOf(server)
  const wasInMaintenance = (was.adminFlags & anyMaintenance) !== 0
  const gained = server.adminFlags & ~was.adminFlags
  const lost = was.adminFlags & ~server.adminFlags
  const via = gained & (adminFlags.inheritedMaintenance | adminFlags.inheritedDrain) ? viaTracked(server) : ''
  if (server.isInMaintenance) {
    if (wasInMaintenance) {
      if (lost & adminFlags.forcedMaintenance)
        return { level: 'notice', text: `${name} is leaving forced maintenance but remains in maintenance.` }
      if (lost & adminFlags.inheritedMaintenance && server.adminFlags & adminFlags.forcedMaintenance)
        return { level: 'notice', text: `${name} remains in forced maintenance.` }
      return null
    }
    const reason = change.reason === null ? '' : ` (${change.reason})`
    if (was.operational === operationalStates.stopped) {
      return { level: 'notice', text: `${name} was DOWN and now enters maintenance${via}${reason}.` }
    }
    const wasUsable = (was.adminFlags & anyDrain) === 0 && was.operational !== operationalStates.stopping
    const text = `${name} is going DOWN for maintenance${via}${reason}. ${left(change)}`
    return { level: wasUsable ? 'alert' : 'notice', text }
  }
  const state = server.isUp ? 'UP' : 'DOWN'
  if (wasInMaintenance) {
    if ((was.adminFlags & adminFlags.resolutionMaintenance) !== 0)
      return { level: 'notice', text: `${name} ('${server.hostName ?? ''}') is ${state}/READY (resolves again).` }
    const forced = was.adminFlags & adminFlags.inheritedMaintenance ? '' : 'forced '
    const duty = server.isDraining ? 'DRAIN' : 'READY'
    return { level: 'notice', text: `${name} is ${state}/${duty} (leaving ${forced}maintenance).` }
  }
  if (gained & (adminFlags.forcedDrain | adminFlags.inheritedDrain)) {
    return { level: 'notice', text: `${name} enters drain state${via}. ${server.isUp ? online(change) : left(change)}` }
  }
  if (lost & (adminFlags.forcedDrain | adminFlags.inheritedDrain) && !server.isDraining) {
    return { level: 'notice', text: `${name} is ${state} (leaving forced drain).` }
  }
  if (server.operational === was.operational) return null
  const reason =
    change.reason === null ? '' : change.reason.startsWith('via ') ? ` ${change.reason}` : `, ${change.reason}`
  if (server.operational === operationalStates.stopped) {
    const level = was.operational === operationalStates.stopping ? 'notice' : 'alert'
    return { level, text: `${name} is DOWN${reason}. ${left(change)}` }
  }
  if (server.operational === operationalStates.stopping) {
    return { level: 'notice', text: `${name} is stopping${reason}. ${online(change)}` }
  }
  if (was.operational === operationalStates.starting) return null
  return { level: 'notice', text: `${name} is UP${reason}. ${online(change)}` }
}

/** What is said when something else changes of a server that drain keeps from working; null without drain. */
export function describeKeptDrain(server: ServerState): string | null {
  if (server.isInMaintenance || !server.isDraining) return null
  if (server.adminFlags & adminFlags.forcedDrain) return `${nameOf(server)} remains in forced drain mode.`
  return `${nameOf(server)} is leaving forced drain but remains in drain mode${viaTracked(server)}.`
}

/** Whether that is said beside the message of a change: the drain is older than the change, or hid behind maintenance. */
export function keepsDrain({ server, was }: ServerChange): boolean {
  return server.isDraining && (was.adminFlags & (anyDrain | anyMaintenance)) !== 0
}

const viaTracked = ({ tracked }: ServerState): string =>
  tracked === null ? '' : ` via ${tracked.backend.name}/${tracked.name}`

const nameOf = (server: ServerState): string =>
  `${server.isBackup ? 'Backup ' : ''}Server ${server.backend.name}/${server.name}`

function farm({ server: { backend } }: ServerChange, word: 'left' | 'online'): string {
  const { activeCount, backupCount } = backend
  const onBackup = activeCount === 0 && backupCount > 0 ? ' Running on backup.' : ''
  return `${activeCount} active and ${backupCount} backup servers ${word}.${onBackup}`
}

function left(change: ServerChange): string {
  const { server, requeued } = change
  return `${farm(change, 'left')} ${server.currentSessions} sessions active, ${requeued} requeued, ${server.queue.length} remaining in queue.`
}

function online(change: ServerChange): string {
  return `${farm(change, 'online')} ${change.requeued} sessions requeued, ${change.server.queue.length} total in queue.`
}

/** Logged with the highest level when the last server goes; a `listen` section is called proxy. */
export function noServerMessage(backend: BackendState, isListen: boolean): string {
  return `${isListen ? 'proxy' : 'backend'} ${backend.name} has no server available!`
}
