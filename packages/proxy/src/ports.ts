import { lookup as lookUp } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { type IpAddress, parseIpAddress } from '@weir/base'

/** Access to files that a configuration names. Texts are byte strings; null when a file can't be read. */
export interface FileAccess {
  read(path: string): string | null
}

/** Resolves a host name at start; null when it is unknown. */
export type HostLookup = (host: string, family: 'any' | 4 | 6) => Promise<IpAddress | null>

/** What the process calls itself in `show info`. */
export interface Product {
  readonly name: string
  readonly version: string
  readonly languageVersion: string
  /** `2026/11/21`. */
  readonly releaseDate: string
}

export const systemFiles: FileAccess = {
  read(path) {
    try {
      return readFileSync(path, 'latin1')
    } catch {
      return null
    }
  },
}

export const systemLookup: HostLookup = async (host, family) => {
  try {
    const { address } = await lookUp(host, { family: family === 'any' ? 0 : family })
    const found = parseIpAddress(address)
    // An address that is written where a name may stand is given as it is.
    return family === 'any' || found?.family === family ? found : null
  } catch {
    return null
  }
}
