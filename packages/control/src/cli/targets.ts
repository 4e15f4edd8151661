import type { ServerState } from '@weir/balance'
import { type CommandMessage, failure } from '../command.ts'
import { findBackend, type ProcessView } from '../process-view.ts'

/** The server that `backend/server` names, or what to answer. */
export function findServer(view: ProcessView, reference: string | undefined): ServerState | CommandMessage {
  const slash = reference?.indexOf('/') ?? -1
  if (reference === undefined || slash < 0 || slash === reference.length - 1)
    return failure("Require 'backend/server'.")
  const proxy = findBackend(view, reference.slice(0, slash))
  if (proxy === null) return failure('No such backend.')
  const name = reference.slice(slash + 1)
  const { state } = proxy.backend
  const server = state.server(name) ?? state.servers.find(({ id }) => `#${id}` === name)
  return server ?? failure('No such server.')
}

/** True for an answer, false for an object that was found. */
export function isMessage(value: object): value is CommandMessage {
  return 'severity' in value && 'text' in value
}
