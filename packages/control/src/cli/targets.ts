import type { ServerState } from '@weir/balance'
import { type CommandMessage, failure } from '../command.ts'
import { findBackend, type ProcessView } from '../process-view.ts'

/** The server that `backend/server` names, or what to answer. */
export function findServer(view: ProcessView, reference: string | undefined): ServerState | CommandMessage {
  const slash = reference?.indexOf('/') ?? -1
  if (reference === undefined || slash < 0) return failure("Require 'backend/server'.")
  const proxy = findBackend(view, reference.slice(0, slash))
  if (proxy === null) return failure('No such backend.')
  return proxy.backend.state.server(reference.slice(slash + 1)) ?? failure('No such server.')
}

/** True for an answer, false for an object that was found. */
export function isMessage(value: object): value is CommandMessage {
  return 'severity' in value && 'text' in value
}
