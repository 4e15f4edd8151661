import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder with the corpus: configurations as they are deployed, and the same with one mistake (`base--mistake.cfg`). */
const folder = new URL('files/', import.meta.url)

/** What `KEYS/` stands for in the files: certificates and keys that were made for tests. */
const keys = fileURLToPath(new URL('../tls-verdicts/files/', import.meta.url))

export const names: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.cfg'))
  .toSorted()

export function readCase(name: string): string {
  return readFileSync(new URL(name, folder), 'latin1').replaceAll('KEYS/', keys)
}

/** What a program said, without the place of the test keys on this machine. */
export function withoutPlace(text: string): string {
  return text.replaceAll(keys, 'KEYS/')
}
