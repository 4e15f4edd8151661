import { type BackendObserver, type BackendState, operationalStates, type ServerChange } from '@weir/balance'
import type { LogSender } from '@weir/log'
import type { Report } from './assembly.ts'

/** Says what happens to the servers of a backend, in HAProxy's words, on standard error and in the backend's log. */
export class ServerReports implements BackendObserver {
  readonly #backend: BackendState
  readonly #sender: LogSender
  readonly #report: Report

  constructor(backend: BackendState, sender: LogSender, report: Report) {
    this.#backend = backend
    this.#sender = sender
    this.#report = report
  }

  onServerChange(change: ServerChange): void {
    const text = describeChange(this.#backend, change)
    if (text === null) return
    const isBad = !change.server.isUp
    this.#report('warning', text)
    this.#sender.send(isBad ? 1 : 5, text)
  }

  onAvailabilityChange(backend: BackendState, isAvailable: boolean): void {
    if (isAvailable) return
    const text = `backend '${backend.name}' has no server available!`
    this.#report('alert', text)
    this.#sender.send(0, text)
  }
}

function describeChange(backend: BackendState, { server, was, reason, requeued }: ServerChange): string | null {
  const name = `${server.isBackup ? 'Backup ' : ''}Server ${backend.name}/${server.name}`
  const verb = changeInWords(was, server)
  if (verb === null) return null
  const why = reason === null ? '' : `${reason.startsWith('via ') ? ' ' : ', reason: '}${reason}`
  const active = `${backend.activeCount} active and ${backend.backupCount} backup servers ${server.isUp ? 'online' : 'left'}.`
  const backupsInUse = backend.activeCount === 0 && backend.backupCount > 0 ? ' Running on backup.' : ''
  const sessions = server.isUp
    ? ` ${requeued} sessions requeued, ${backend.queue.length} total in queue.`
    : ` ${server.currentSessions} sessions active, ${requeued} requeued, ${backend.queue.length} remaining in queue.`
  return `${name} is ${verb}${why}. ${active}${backupsInUse}${sessions}`
}

function changeInWords(was: ServerChange['was'], server: ServerChange['server']): string | null {
  if (server.adminFlags !== was.adminFlags) {
    if (server.isInMaintenance) return 'going DOWN for maintenance'
    if (server.isDraining) return 'entering drain state'
    return server.isUp ? 'UP (leaving maintenance)' : 'DOWN (leaving maintenance)'
  }
  if (server.operational === operationalStates.stopping) return 'stopping'
  return server.isUp ? 'UP' : 'DOWN'
}
