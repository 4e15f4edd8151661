import { avalanche, crc32, djb2, sdbm } from '@weir/base'

/** `hash-type`, `hash-balance-factor` and `hash-preserve-affinity` of a backend. */
export interface HashSettings {
  readonly method: 'map-based' | 'consistent'
  readonly function: 'sdbm' | 'djb2' | 'crc32' | 'none'
  readonly usesAvalanche: boolean
  /** Percent of the average load that a server may have (bounded loads); 0: no bound. */
  readonly balanceFactor: number
  /** When a request may leave the server its key belongs to. */
  readonly preserveAffinity: 'always' | 'maxconn' | 'maxqueue'
}

export const defaultHashSettings: HashSettings = {
  method: 'map-based',
  function: 'sdbm',
  usesAvalanche: false,
  balanceFactor: 0,
  preserveAffinity: 'always',
}

const functions = {
  sdbm,
  djb2,
  crc32,
  /** The key is an integer already, in decimal. */
  none(input: string | Uint8Array): number {
    const text = typeof input === 'string' ? input : String.fromCharCode(...input)
    return Number(BigInt.asUintN(32, BigInt(/^\d+/.exec(text)?.[0] ?? '0')))
  },
} as const

/** The hash of a key: bytes through the function, a number as it is; then the avalanche when it is asked for. */
export function createKeyHash(settings: HashSettings): (key: string | Uint8Array | number) => number {
  const hash = functions[settings.function]
  const mix = settings.usesAvalanche
  return (key) => {
    const value = typeof key === 'number' ? key : hash(key)
    return mix ? avalanche(value) : value
  }
}
