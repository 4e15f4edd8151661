import type { Reply } from '@weir/l7'

/** A request that a service of the proxy answers by itself. All texts are byte strings. */
export interface ServiceRequest {
  readonly method: string
  /** The request target as it came, path and query. */
  readonly uri: string
  /** The first header of that name (in lower case), or null. */
  header(name: string): string | null
  /** The body, read completely; empty without one. */
  readonly body: string
}

/** Answers a request at once. Layer 7 sends the reply as it sends its own. */
export type HttpService = (request: ServiceRequest) => Reply
