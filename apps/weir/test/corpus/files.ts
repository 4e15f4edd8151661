import { readdirSync, readFileSync } from 'node:fs'

/** The folder with the corpus: configurations as they are deployed, and the same with one mistake (`base--mistake.cfg`). */
export const folder = new URL('files/', import.meta.url)

export const names: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.cfg'))
  .toSorted()

export function readCase(name: string): string {
  return readFileSync(new URL(name, folder), 'latin1')
}
