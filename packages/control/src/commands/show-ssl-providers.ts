import { createHash, getFips } from 'node:crypto'
import { defineRuntimeCommand } from '../command.ts'

/** What only one of OpenSSL's providers offers tells whether it is loaded: the runtime has no list of them. */
const probes: readonly (readonly [provider: string, isLoaded: () => boolean])[] = [
  ['default', () => offers('blake2b512')],
  ['legacy', () => offers('whirlpool')],
  ['fips', () => getFips() === 1],
]

function offers(digest: string): boolean {
  try {
    createHash(digest)
    return true
  } catch {
    return false
  }
}

/** Lists the providers of OpenSSL that are loaded. Management manual 9.3. */
export const showProviders = defineRuntimeCommand({
  name: 'show ssl providers',
  usage: 'show ssl providers',
  summary: 'Show loaded SSL providers.',
  level: 'user',
  run() {
    const loaded = probes.filter(([, isLoaded]) => isLoaded()).map(([provider]) => `\t- ${provider}\n`)
    return `Loaded providers : \n${loaded.join('')}`
  },
})
