/** Applies the ledger: the recording of 2.6 plus the overrides is what Weir must show. */
import type { Observation } from './observation.ts'
import type { SinceOverride } from './scenario.ts'

/** Returns a changed copy. Throws when an override changes nothing: the ledger holds no dead entry. */
export function applySince<T extends Observation>(recorded: T, overrides: readonly SinceOverride[]): T {
  const expected = structuredClone(recorded)
  for (const override of overrides) {
    const before = JSON.stringify(expected)
    change(expected as unknown as Tree, override.at.split('.'), (value) =>
      'value' in override ? structuredClone(override.value) : override.change(value),
    )
    if (JSON.stringify(expected) === before) throw new Error(`the override at '${override.at}' changes nothing`)
  }
  return expected
}

type Tree = Record<string, unknown>

function change(tree: Tree, path: readonly string[], by: (value: unknown) => unknown): void {
  const [key, ...rest] = path
  if (key === undefined) return
  for (const name of key === '*' ? Object.keys(tree) : [key]) {
    const value = tree[name]
    if (rest.length === 0) {
      const changed = by(value)
      if (changed === undefined) delete tree[name]
      else tree[name] = changed
    } else if (typeof value === 'object' && value !== null) change(value as Tree, rest, by)
  }
}
