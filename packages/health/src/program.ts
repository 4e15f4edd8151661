import type { ServerState } from '@weir/balance'

/** What a check asks to be run. */
export interface ProgramCall {
  readonly server: ServerState
  readonly command: string
  /** For the variable PATH. */
  readonly path: string
}

/** How a program ended: with a status, -1 for a signal; or why it could not be run. */
export type ProgramEnd = { readonly status: number } | { readonly problem: string }

/** Starts a program: a port. `onEnd` is called once, unless it is killed before; never during the call. */
export type RunProgram = (call: ProgramCall, onEnd: (end: ProgramEnd) => void) => { kill(): void }
