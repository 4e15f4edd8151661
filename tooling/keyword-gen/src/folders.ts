/** Where keywords live: the folder names that `pnpm gen` owns, and the kinds of keyword that `define…` makes. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A kind as it stands in `defineConverter`, with the array its keywords go to and the type of that array. */
export interface Kind {
  readonly name: string
  readonly plural: string
  readonly array: string
  /** The type in `@weir/keyword`; null where the owner narrows a type parameter, which an annotation would lose. */
  readonly type: string | null
}

const kind = (name: string, plural: string, type: string | null): Kind => ({
  name,
  plural,
  array: plural.charAt(0).toLowerCase() + plural.slice(1),
  type,
})

export const kinds: readonly Kind[] = [
  kind('Converter', 'Converters', 'ConverterKeyword'),
  kind('Fetch', 'Fetches', 'FetchKeyword'),
  kind('Acl', 'Acls', 'AclKeyword'),
  kind('Action', 'Actions', 'ActionKeyword'),
  kind('Directive', 'Directives', 'DirectiveKeyword'),
  kind('Ruleset', 'Rulesets', 'RulesetKeyword'),
  kind('BindOption', 'BindOptions', 'BindOptionKeyword'),
  kind('ServerOption', 'ServerOptions', 'ServerOptionKeyword'),
  kind('LogAlias', 'LogAliases', 'LogAliasKeyword'),
  kind('Algorithm', 'Algorithms', null),
  kind('Command', 'Commands', null),
  kind('Check', 'Checks', null),
  kind('Filter', 'Filters', null),
  kind('Section', 'Sections', null),
  kind('Pass', 'Passes', null),
]

/** Folder name → the kind its own array holds. Keywords of another kind in the folder get an array of their own. */
const folderKinds = new Map<string, string>([
  ['converters', 'Converter'],
  ['fetches', 'Fetch'],
  ['acls', 'Acl'],
  ['actions', 'Action'],
  ['directives', 'Directive'],
  ['rulesets', 'Ruleset'],
  ['bind-options', 'BindOption'],
  ['server-options', 'ServerOption'],
  ['aliases', 'LogAlias'],
  ['algorithms', 'Algorithm'],
  ['commands', 'Command'],
  ['kinds', 'Check'],
  ['filters', 'Filter'],
  ['sections', 'Section'],
  ['passes', 'Pass'],
])

export interface KeywordFolder {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string
  /** The array named after the folder: `bind-options` → `bindOptions`. */
  readonly array: string
  readonly kind: Kind
  /** Every source file that may define keywords, relative to the folder, sorted. */
  readonly files: readonly string[]
}

export function kindNamed(name: string): Kind {
  const found = kinds.find((candidate) => candidate.name === name)
  if (found === undefined) throw new Error(`unknown kind '${name}'`)
  return found
}

/** The folder that holds keywords of `kindName`. */
export function folderOfKind(kindName: string): string {
  for (const [folder, name] of folderKinds) if (name === kindName) return folder
  throw new Error(`no folder holds the kind '${kindName}'`)
}

const camelCase = (text: string): string => text.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** Sorts by code units, so that the order does not depend on the machine's locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function sourceFiles(directory: string, prefix = ''): string[] {
  const found: string[] = []
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) found.push(...sourceFiles(join(directory, entry.name), `${prefix}${entry.name}/`))
    else if (/\.ts$/.test(entry.name) && !/\.(test|bench|d)\.ts$/.test(entry.name)) found.push(prefix + entry.name)
  }
  return found.filter((file) => file !== 'index.ts').sort(byCodeUnit)
}

function walk(root: string, path: string, found: KeywordFolder[]): void {
  for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'node_modules') continue
    const below = `${path}/${entry.name}`
    const kindName = folderKinds.get(entry.name)
    if (kindName === undefined) walk(root, below, found)
    else {
      const files = sourceFiles(join(root, below))
      found.push({ path: below, array: camelCase(entry.name), kind: kindNamed(kindName), files })
    }
  }
}

/** All keyword folders of `root`'s packages, sorted by path. */
export function findKeywordFolders(root: string): KeywordFolder[] {
  const found: KeywordFolder[] = []
  const packages = join(root, 'packages')
  if (!existsSync(packages)) return found
  for (const name of readdirSync(packages)) {
    if (existsSync(join(packages, name, 'src'))) walk(root, `packages/${name}/src`, found)
  }
  return found.sort((a, b) => byCodeUnit(a.path, b.path))
}
