/**
 * Which sample words the recorded cases and scenarios evaluate. Expressions are found by reading them with the daemon's
 * vocabulary, and noting which keywords are looked up.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { loadScenarios } from './catalogue.ts'
import { ORACLE_ROOT } from './implementation.ts'
import { loadNewer } from './newer.ts'

export type WordKind = 'fetch' | 'converter' | 'alias' | 'acl'

/** Where a word is evaluated: how many cases of each origin there are. */
export interface WordCoverage {
  /** By files of recorded cases and names of scenarios. */
  readonly recorded: ReadonlySet<string>
  /** By names of the scenarios for newer words. */
  readonly written: ReadonlySet<string>
}

export const vocabularyOf: Readonly<Record<WordKind, readonly string[]>> = {
  fetch: [...standardVocabulary.fetches.keys()],
  converter: [...standardVocabulary.converters.keys()],
  alias: [...standardVocabulary.logAliases.keys()],
  acl: [...standardVocabulary.acls.keys()],
}

/** Files of recorded cases, which the packages that own them compare with. */
const caseFolders = ['packages/sample/src/recordings', 'packages/l4/src/tls/recordings']

/** A map that tells which names it was asked for. */
class AskedMap<T> extends Map<string, T> {
  readonly #onAsked: (name: string) => void

  constructor(map: ReadonlyMap<string, T>, onAsked: (name: string) => void) {
    super()
    this.#onAsked = onAsked
    for (const [name, value] of map) super.set(name, value)
  }

  override get(name: string): T | undefined {
    this.#onAsked(name)
    return super.get(name)
  }
}

/** Calls `onWord` for every sample word in the configuration. What cannot be read is left out. */
function readWords(
  text: string,
  files: Readonly<Record<string, string>>,
  onWord: (kind: WordKind, name: string) => void,
): void {
  const asked = <T>(kind: WordKind, map: ReadonlyMap<string, T>) => new AskedMap(map, (name) => onWord(kind, name))
  parseConfig({
    files: [{ name: 'haproxy.cfg', text }],
    vocabulary: {
      ...standardVocabulary,
      fetches: asked('fetch', standardVocabulary.fetches),
      converters: asked('converter', standardVocabulary.converters),
      logAliases: asked('alias', standardVocabulary.logAliases),
      acls: asked('acl', standardVocabulary.acls),
    },
    configFiles: {
      read: (path) => {
        const file = files[path.replace('/run/', '')]
        return file === undefined ? { error: 'no such file' } : { text: file }
      },
      list: () => ({ error: 'no such directory' }),
    },
  })
}

const expand = (text: string): string =>
  text.replace(/\{\{([a-z][a-z0-9_]*)(\.port|\.last)?\}\}/g, (_, name: string, suffix?: string) =>
    name === 'dir' ? '/run' : suffix === undefined ? '127.0.0.1:10000' : '10000',
  )

interface RecordedCase {
  readonly expression?: string
  readonly setup?: readonly string[]
  readonly condition?: string
}

const quoted = (expression: string): string => `'${expression.replaceAll("'", "'\\''")}'`

/** The rules of a file of recorded cases: those of its shapes that hold expressions. */
function rulesOf(file: string, content: unknown): string[] {
  if (file === 'edges.json') {
    return (content as { calls: readonly { call: string }[] }).calls.map(
      ({ call }) => `set-var(txn.x) ${quoted(`str(),${call}`)}`,
    )
  }
  const cases = Array.isArray(content) ? (content as readonly RecordedCase[]) : []
  if (cases.some(({ expression }) => expression !== undefined)) {
    return cases.flatMap(({ expression, setup = [], condition }) => [
      ...setup,
      ...(expression === undefined ? [] : [`set-var(txn.x) ${quoted(expression)}`]),
      ...(condition === undefined ? [] : [`deny if ${condition}`]),
    ])
  }
  return expressionsIn(content).map((expression) => `set-var(txn.x) ${quoted(expression)}`)
}

/** Texts and names of fields that start as an expression of TLS does. */
function expressionsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^ssl_\w+(?:[(,]|$)/.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [...expressionsIn(name), ...expressionsIn(inner)])
}

export interface Inventory {
  readonly words: Readonly<Record<WordKind, ReadonlyMap<string, WordCoverage>>>
  /** Expressions in files of cases, each recorded over one input or over all edge inputs. */
  readonly caseCount: number
}

export async function takeInventory(): Promise<Inventory> {
  const words = Object.fromEntries(
    Object.entries(vocabularyOf).map(([kind, names]) => [
      kind,
      new Map(names.map((name) => [name, { recorded: new Set<string>(), written: new Set<string>() }])),
    ]),
  ) as Record<WordKind, Map<string, { recorded: Set<string>; written: Set<string> }>>
  const noteIn =
    (origin: 'recorded' | 'written', place: string) =>
    (kind: WordKind, name: string): void => {
      words[kind].get(name)?.[origin].add(place)
    }

  let caseCount = 0
  for (const folder of caseFolders) {
    const root = join(ORACLE_ROOT, '../..', folder)
    for (const file of readdirSync(root).sort()) {
      const rules = rulesOf(file, JSON.parse(readFileSync(join(root, file), 'utf8')))
      caseCount += rules.length
      const lines = rules.map((rule) => `    http-request ${rule}\n`)
      readWords(`frontend cases\n${lines.join('')}`, {}, noteIn('recorded', file))
    }
  }
  for (const scenario of await loadScenarios()) {
    if (scenario.kind === 'check') continue
    readWords(expand(scenario.config), scenario.files ?? {}, noteIn('recorded', scenario.name))
  }
  for (const { scenario } of await loadNewer()) {
    readWords(expand(scenario.config), scenario.files ?? {}, noteIn('written', scenario.name))
  }
  return { words, caseCount }
}
