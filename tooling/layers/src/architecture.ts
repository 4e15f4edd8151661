/** The architecture as data: which package may import which, and which files are ports to the machine. */

/** Direct imports by package. A package may import these and whatever these may import. */
const direct: Readonly<Record<string, readonly string[]>> = {
  base: [],
  keyword: ['base'],
  os: ['base'],
  config: ['keyword'],
  sample: ['keyword'],
  log: ['sample', 'os'],
  balance: ['sample'],
  'stick-table': ['sample'],
  l4: ['log', 'balance', 'stick-table'],
  l7: ['l4'],
  health: ['l7'],
  control: ['health'],
  standard: ['control'],
  proxy: ['config', 'control'],
}

/** Edges that the closure of `direct` would allow, but the design does not. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // A list of keyword bundles needs no system calls.
  standard: ['os'],
}

/** Packages that import no `node:` module, so that they run in a browser. */
export const purePackages: ReadonlySet<string> = new Set([
  'base',
  'keyword',
  'config',
  'sample',
  'balance',
  'stick-table',
])

/** Files that are the port to the machine's clock, timers or entropy. */
export const portFiles: ReadonlySet<string> = new Set([
  'packages/base/src/system-clock.ts',
  'packages/base/src/random.ts',
])

/** What tests may import whatever their package declares. */
export const testLibraries: ReadonlySet<string> = new Set(['vitest', 'fast-check'])

/** Package names without scope, or null for one that the design does not know. */
export function allowedImports(packageName: string): ReadonlySet<string> | null {
  if (direct[packageName] === undefined) return null
  const allowed = new Set<string>()
  const visit = (name: string): void => {
    for (const lower of direct[name] ?? []) {
      if (allowed.has(lower)) continue
      allowed.add(lower)
      visit(lower)
    }
  }
  visit(packageName)
  for (const name of exceptions[packageName] ?? []) allowed.delete(name)
  return allowed
}
