import { adminFlags, anyMaintenance, type BackendState, operationalStates, type ServerChange } from '@weir/balance'

/** A line about a server, with the level it is logged at. */
export interface StateMessage {
  readonly level: 'notice' | 'alert'
  readonly text: string
}

/** What HAProxy says when the state of a server changes; null for changes it does not mention. */
export function describeChange(change: ServerChange): StateMessage | null {
  const { server, was } = change
  const name = `${server.isBackup ? 'Backup ' : ''}Server ${server.backend.name}/${server.name}`
  const wasInMaintenance = (was.adminFlags & anyMaintenance) !== 0
  const via = server.tracked === null ? '' : ` via ${server.tracked.backend.name}/${server.tracked.name}`
  if (server.isInMaintenance) {
    if (wasInMaintenance) {
      const isReleased = (was.adminFlags & ~server.adminFlags & adminFlags.forcedMaintenance) !== 0
      if (!isReleased) return null
      return { level: 'notice', text: `${name} is leaving forced maintenance but remains in maintenance.` }
    }
    const reason = change.reason === null ? '' : ` (${change.reason})`
    return { level: 'alert', text: `${name} is going DOWN for maintenance${via}${reason}. ${left(change)}` }
  }
  const state = server.isUp ? 'UP' : 'DOWN'
  if (wasInMaintenance) {
    if ((was.adminFlags & adminFlags.resolutionMaintenance) !== 0)
      return { level: 'notice', text: `${name} ('${server.hostName ?? ''}') is ${state}/READY (resolves again).` }
    const forced = was.adminFlags & adminFlags.inheritedMaintenance ? '' : 'forced '
    return { level: 'notice', text: `${name} is ${state}/READY (leaving ${forced}maintenance).` }
  }
  const gained = server.adminFlags & ~was.adminFlags
  const lost = was.adminFlags & ~server.adminFlags
  if (gained & (adminFlags.forcedDrain | adminFlags.inheritedDrain)) {
    return { level: 'notice', text: `${name} enters drain state${via}. ${online(change)}` }
  }
  if (lost & (adminFlags.forcedDrain | adminFlags.inheritedDrain) && !server.isDraining) {
    const forced = lost & adminFlags.inheritedDrain ? '' : 'forced '
    return { level: 'notice', text: `${name} is ${state} (leaving ${forced}drain).` }
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
