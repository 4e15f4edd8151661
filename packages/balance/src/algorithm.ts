import type { SampleContext } from '@weir/keyword'
import type { ServerState } from './server-state.ts'

/** A balancing algorithm at work for one backend. */
export interface Algorithm {
  /** As the column `algo` of the statistics prints it. */
  readonly name: string
  /** False when weights cannot change at run time. */
  readonly isDynamic: boolean
  /**
   * Rebuilds from nothing: `servers` are the ones that may be chosen, in order of declaration. Called at the start
   * and when the set of usable servers changes.
   */
  reset(servers: readonly ServerState[]): void
  /** The effective weight of one usable server changed, above zero before and after. */
  onWeightChange(server: ServerState): void
  /** A slot of the server was taken or given back. */
  onLoadChange(server: ServerState): void
  /**
   * The server for a request, or null when every usable server is saturated. `avoid` is passed over when there is
   * another. Must not be called without usable servers.
   */
  choose(context: SampleContext, avoid: ServerState | null): ServerState | null
}
