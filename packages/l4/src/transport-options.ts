import { defineOptions } from '@weir/keyword'
import type { SourceNode } from './options.ts'

/** What a `server` line says about the transport to the server. */
export interface TransportOptions {
  /** The version of the PROXY header that is sent; null for none. */
  sendProxy: 1 | 2 | null
  source: SourceNode | null
  userTimeoutMs: number | null
  congestionControl: string | null
  /** False with `non-stick`. */
  isSticky: boolean
}

export const transportOptions = defineOptions<TransportOptions>('transport', () => ({
  sendProxy: null,
  source: null,
  userTimeoutMs: null,
  congestionControl: null,
  isSticky: true,
}))
