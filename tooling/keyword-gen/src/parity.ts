/**
 * Holds what every keyword owes: a file named after it, a test beside it, one sentence of summary, and examples for
 * converters. Works on the keywords as they are at run time, so that computed names count too.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findKeywordFolders, type KeywordFolder } from './folders.ts'
import { readKeywordFile } from './keyword-file.ts'

export interface ParityProblem {
  readonly path: string
  readonly message: string
}

/** What parity reads of a keyword; all kinds have a name. */
export interface KeywordFacts {
  readonly kind: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string | null
  readonly examples: readonly unknown[] | null
}

export const kebabCase = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()

/** Kinds that are a name for something described elsewhere. */
const withoutSummary = new Set(['acl'])

/** Why `summary` is not one sentence, or null. */
export function summaryComplaint(summary: string): string | null {
  if (summary !== summary.trim() || summary.includes('\n')) return 'has spaces around it or a line break'
  if (!summary.endsWith('.')) return 'does not end with a full stop'
  if (/[.!?]["')]?\s+[A-Z]/.test(summary)) return 'is more than one sentence'
  if (!/^[\p{Lu}0-9'"`(%]/u.test(summary)) return 'does not start with a capital'
  return null
}

function exampleComplaint(example: unknown): string | null {
  if (typeof example !== 'object' || example === null) return 'is not { expression, gives }'
  const { expression, gives } = example as { expression?: unknown; gives?: unknown }
  if (typeof expression !== 'string' || expression === '') return 'lacks its expression'
  if (typeof gives !== 'string' && gives !== null) return "lacks what it gives (a string, or null for 'no sample')"
  return null
}

/** The complaints about one keyword file. */
export function fileComplaints(file: string, keywords: readonly KeywordFacts[], test: string | null): string[] {
  const complaints: string[] = []
  const stem = basename(file, '.ts')
  const names = keywords.flatMap(({ name, aliases }) => [name, ...aliases])
  const isNamed = names.some((name) => {
    const kebab = kebabCase(name)
    return kebab === stem || kebab.startsWith(stem) || (keywords.length > 1 && stem.startsWith(`${kebab}-`))
  })
  // A family whose names begin alike is named for that; one whose names have nothing in common, for what it does.
  const hasNothingInCommon = new Set(keywords.map(({ name }) => kebabCase(name).split('-')[0])).size > 1
  if (!isNamed && !hasNothingInCommon) {
    const list = names.map((name) => `'${kebabCase(name)}.ts'`)
    const shown = list.length > 4 ? `${list.slice(0, 4).join(', ')}, …` : list.join(', ')
    complaints.push(`is named for none of its keywords: expects ${shown} or what their names start with`)
  }
  if (test === null) complaints.push(`has no test: expects '${stem}.test.ts' beside it`)
  else if (!/\b(test|it|check\w*|describe\w*)(\.\w+)*(<[^(]*>)?[(`]/.test(test))
    complaints.push(`has a test file without a test`)
  for (const keyword of keywords) {
    if (!withoutSummary.has(keyword.kind)) {
      if (keyword.summary === null) complaints.push(`'${keyword.name}' lacks a summary`)
      else {
        const complaint = summaryComplaint(keyword.summary)
        if (complaint !== null) complaints.push(`the summary of '${keyword.name}' ${complaint}: ${keyword.summary}`)
      }
    }
    for (const [index, example] of (keyword.examples ?? []).entries()) {
      const complaint = exampleComplaint(example)
      if (complaint !== null) complaints.push(`example ${index + 1} of '${keyword.name}' ${complaint}`)
    }
  }
  const converters = keywords.filter(({ kind }) => kind === 'converter')
  if (converters.length > 0 && converters.every(({ examples }) => examples === null || examples.length === 0)) {
    complaints.push(`shows no example: a converter's file needs at least one { expression, gives }`)
  }
  return complaints
}

function factsOf(value: unknown): KeywordFacts[] {
  if (Array.isArray(value)) return value.flatMap(factsOf)
  if (typeof value !== 'object' || value === null) return []
  const { kind, name, aliases, summary, examples } = value as Record<string, unknown>
  if (typeof name !== 'string') return []
  return [
    {
      kind: typeof kind === 'string' ? kind : '',
      name,
      aliases: Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [],
      summary: typeof summary === 'string' ? summary : null,
      examples: Array.isArray(examples) ? examples : null,
    },
  ]
}

async function checkFolder(root: string, folder: KeywordFolder, problems: ParityProblem[]): Promise<number> {
  let count = 0
  for (const file of folder.files) {
    const path = `${folder.path}/${file}`
    const { consts } = readKeywordFile(path, readFileSync(join(root, path), 'utf8'))
    if (consts.length === 0) continue
    let loaded: Record<string, unknown>
    try {
      loaded = (await import(pathToFileURL(join(root, path)).href)) as Record<string, unknown>
    } catch (error) {
      problems.push({ path, message: `cannot be loaded: ${(error as Error).message}` })
      continue
    }
    const keywords = consts.flatMap(({ name }) => factsOf(loaded[name]))
    count += keywords.length
    const testPath = join(root, path.replace(/\.ts$/, '.test.ts'))
    const test = existsSync(testPath) ? readFileSync(testPath, 'utf8') : null
    if (keywords.length === 0) problems.push({ path, message: 'defines keywords without a name' })
    else for (const message of fileComplaints(file, keywords, test)) problems.push({ path, message })
  }
  return count
}

/** Checks every keyword folder under `root`. */
export async function checkParity(root: string): Promise<{ keywords: number; problems: ParityProblem[] }> {
  const problems: ParityProblem[] = []
  let keywords = 0
  for (const folder of findKeywordFolders(root)) keywords += await checkFolder(root, folder, problems)
  return { keywords, problems }
}
