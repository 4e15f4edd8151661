import type { ServerState } from '../server-state.ts'

/** Where is told what resolving changes. */
export interface ResolutionReports {
  /** To the log of the server's backend and to the operator. */
  tell(server: ServerState, text: string): void
  /** To the log of the server's backend alone. */
  log(server: ServerState, text: string): void
}
