import type { HashSettings } from './hash-settings.ts'

type HashType = Pick<HashSettings, 'method' | 'function' | 'usesAvalanche'>

/**
 * Reads the words of a `hash-type` line: method, function, modifier. A consistent hash without a function uses sdbm
 * and the avalanche (manual, `hash-type`). Gives the complaint when a word is wrong.
 */
export function parseHashType(words: readonly string[]): HashType | string {
  const [method, hashFunction, modifier] = words
  if (method !== 'map-based' && method !== 'consistent')
    return "'hash-type' only supports 'consistent' and 'map-based'."
  if (hashFunction === undefined) return { method, function: 'sdbm', usesAvalanche: method === 'consistent' }
  if (hashFunction === 'wt6') {
    return "hash function 'wt6' is known to HAProxy, but not supported by Weir: the hash has no specification outside of HAProxy's source"
  }
  if (hashFunction !== 'sdbm' && hashFunction !== 'djb2' && hashFunction !== 'crc32' && hashFunction !== 'none') {
    return "'hash-type' only supports 'sdbm', 'djb2', 'crc32', 'none' or 'wt6' hash functions."
  }
  if (modifier !== undefined && modifier !== 'avalanche') {
    return "'hash-type' only supports 'avalanche' as a modifier for hash functions."
  }
  return { method, function: hashFunction, usesAvalanche: modifier === 'avalanche' }
}
