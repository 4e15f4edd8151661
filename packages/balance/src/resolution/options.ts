import { defineOptions } from '@weir/keyword'
import type { AddressNetwork } from './network.ts'

/** What a server's line says about resolving its name while running (manual 5.2 and 5.3). */
export interface ResolutionOptions {
  /** The section that resolves; null: the name is looked up once, at start. */
  resolvers: string | null
  prefers: 4 | 6
  /** Addresses in these are taken before others. */
  networks: readonly AddressNetwork[]
  /** Servers of one backend and name may share an address. */
  allowsDuplicates: boolean
  /** The weight of an SRV record does not count. */
  ignoresWeight: boolean
}

export const resolutionOptions = defineOptions<ResolutionOptions>('resolution', () => ({
  resolvers: null,
  prefers: 6,
  networks: [],
  allowsDuplicates: false,
  ignoresWeight: false,
}))

/** A name whose SRV records give host names and ports: it starts with an underscore (manual 5.3.1). */
export function isServiceName(hostName: string): boolean {
  return hostName.startsWith('_')
}
