import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { renderPage, renderSummary } from './page.ts'

/** A file of the workspace that holds counts. */
export interface CountedPage {
  readonly path: string
  isStale(): boolean
  write(): void
}

const begin = '<!-- coverage -->'
const end = '<!-- /coverage -->'

/** `text` with the README's line replaced. Throws when the marks that enclose it are missing. */
export function withSummary(text: string, summary: string): string {
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`the README has no place for the counts: ${begin} … ${end}`)
  return `${text.slice(0, from + begin.length)}\n${summary}\n${text.slice(to)}`
}

function page(path: string, render: (existing: string) => string): CountedPage {
  const file = fileURLToPath(new URL(`../../../${path}`, import.meta.url))
  const read = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  return {
    path,
    isStale: () => read() !== render(read()),
    write: () => writeFileSync(file, render(read())),
  }
}

/** Everything that `pnpm coverage` writes. */
export function pages(): readonly CountedPage[] {
  return [
    page('docs/reference/coverage.md', renderPage),
    page('README.md', (existing) => withSummary(existing, renderSummary())),
  ]
}
