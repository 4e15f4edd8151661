import type { Random } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import type { HashSettings } from './hash-settings.ts'
import type { ServerState } from './server-state.ts'

declare module '@weir/keyword' {
  interface SampleContext {
    /** The text of a log message for which a server is sought; absent elsewhere. */
    readonly logMessage?: string
  }
}

/** A balancing algorithm at work for one backend. */
export interface Algorithm {
  /** As the column `algo` of the statistics prints it. */
  readonly name: string
  /** False when weights cannot change at run time. */
  readonly isDynamic: boolean
  /** True when the body of a POST request must be read before `choose` (`url_param … check_post`). */
  readonly needsBody: boolean
  /** The choice follows from the request, so that an earlier choice has no say. */
  readonly isByRequest: boolean
  /** The servers that may be chosen, in order of declaration. Called at the start and when that set changes. */
  reset(servers: readonly ServerState[]): void
  /** The effective weight of one usable server changed, above zero before and after. */
  onWeightChange(server: ServerState): void
  /** A slot of the server was taken or given back. */
  onLoadChange(server: ServerState): void
  /**
   * The server for a request, or null when every usable server is saturated and the algorithm does not insist on one
   * of them. `avoid` is passed over when there is another. Must not be called without usable servers.
   */
  choose(context: SampleContext, avoid: ServerState | null): ServerState | null
}

/** What an algorithm gets of its backend. */
export interface AlgorithmSite {
  readonly random: Random
  readonly hash: HashSettings
}

/** Makes the algorithm of one backend; what `create` of an algorithm keyword returns. */
export type AlgorithmFactory = (site: AlgorithmSite) => Algorithm

/** Can take a request at once: a free slot, and nobody waiting for it. */
export function isFree(server: ServerState): boolean {
  return server.queue.length === 0 && !server.isSaturated
}
