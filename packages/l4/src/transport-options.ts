import type { SocketAddress } from '@weir/base'
import { defineOptions, type LogFormatNode } from '@weir/keyword'
import type { SourceNode } from './options.ts'

/** What the PROXY header of version 2 may tell beside addresses (manual 5.2, `proxy-v2-options`). */
export const proxyFields = [
  'ssl',
  'cert-cn',
  'ssl-cipher',
  'cert-sig',
  'cert-key',
  'authority',
  'crc32c',
  'unique-id',
] as const
export type ProxyField = (typeof proxyFields)[number]

/** What a `server` line says of the PROXY header: version 2 beats version 1, which fields alone stand for. */
export interface ProxyHeaderWords {
  readonly versions: ReadonlySet<1 | 2>
  readonly fields: ReadonlySet<ProxyField>
  /** `set-proxy-v2-tlv-fmt`. */
  readonly formats: readonly { readonly type: number; readonly format: LogFormatNode }[]
}

/** What a `server` line says about the transport to the server. */
export interface TransportOptions {
  sendProxy: ProxyHeaderWords
  source: SourceNode | null
  userTimeoutMs: number | null
  congestionControl: string | null
  /** False with `non-stick`. */
  isSticky: boolean
  /** `socks4`. */
  socksProxy: SocketAddress | null
  /** `tfo`, which is only looked at for what it asks of the backend. */
  hasFastOpen: boolean
}

export const transportOptions = defineOptions<TransportOptions>('transport', () => ({
  sendProxy: { versions: new Set(), fields: new Set(), formats: [] },
  source: null,
  userTimeoutMs: null,
  congestionControl: null,
  isSticky: true,
  socksProxy: null,
  hasFastOpen: false,
}))
