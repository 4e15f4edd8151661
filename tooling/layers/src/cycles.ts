/** Import cycles between files. Imports of types alone are gone at run time and do not count; lazy ones neither. */
import { posix } from 'node:path'
import type { SourceFile } from './source.ts'
import type { Violation } from './violation.ts'

/** Reports each strongly connected group once, with one cycle through it. */
export function checkCycles(sources: readonly SourceFile[]): Violation[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const targets = (source: SourceFile): { path: string; line: number }[] =>
    source.imports
      .filter(({ specifier, isTypeOnly, isLazy }) => specifier.startsWith('.') && !isTypeOnly && !isLazy)
      .map(({ specifier, line }) => ({ path: posix.join(posix.dirname(source.path), specifier), line }))
      .filter(({ path }) => byPath.has(path))

  const found: Violation[] = []
  const state = new Map<string, 'open' | 'done'>()
  const trail: string[] = []
  const visit = (path: string): void => {
    state.set(path, 'open')
    trail.push(path)
    for (const target of targets(byPath.get(path)!)) {
      const known = state.get(target.path)
      if (known === undefined) visit(target.path)
      else if (known === 'open') {
        const cycle = [...trail.slice(trail.indexOf(target.path)), target.path]
        found.push({
          path,
          line: target.line,
          message: `an import cycle: ${cycle.map((file) => posix.basename(file)).join(' → ')}`,
          remedy: 'move what both need into a third file, or import only types',
        })
      }
    }
    trail.pop()
    state.set(path, 'done')
  }
  for (const { path } of sources) if (!state.has(path)) visit(path)
  return found
}
