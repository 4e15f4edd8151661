/** `pnpm new <kind> <name>`: a keyword file, and a test that fails until somebody has written it. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOfKind, type Kind, kinds } from './folders.ts'
import { kebabCase } from './parity.ts'

/** Where a keyword of a kind lives unless `--package` says otherwise. */
const homes = new Map<string, string>([
  ['Converter', 'sample'],
  ['Fetch', 'sample'],
  ['Acl', 'l7'],
  ['Action', 'l7'],
  ['Directive', 'proxy'],
  ['Ruleset', 'l4'],
  ['BindOption', 'l4'],
  ['ServerOption', 'l4'],
  ['LogAlias', 'l7'],
  ['Algorithm', 'balance'],
  ['Command', 'control'],
  ['Check', 'health'],
  ['Filter', 'l7'],
  ['Section', 'config'],
  ['Pass', 'config'],
])

/** Words that cannot name a constant. */
const reserved = new Set([
  'default',
  'delete',
  'return',
  'switch',
  'new',
  'in',
  'if',
  'do',
  'var',
  'with',
  'enum',
  'null',
])

function constName(name: string, kind: Kind): string {
  const camel = kebabCase(name).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  return reserved.has(camel) || /^\d/.test(camel)
    ? `${kind.name.charAt(0).toLowerCase()}${kind.name.slice(1)}${camel.charAt(0).toUpperCase()}${camel.slice(1)}`
    : camel
}

/** The lines of a spec between its name and its function, by kind. */
const bodies = new Map<string, string>([
  [
    'Converter',
    `  in: 'str',
  out: 'str',
  params: [],
  examples: [{ expression: 'str(a),NAME', gives: 'a' }],
  bind: () => (input) => input,`,
  ],
  [
    'Fetch',
    `  out: 'str',
  source: 'internal',
  params: [],
  bind: () => () => null,`,
  ],
  [
    'Action',
    `  rulesets: ['http-request'],
  params: [],
  bind: () => () => verdicts.proceed,`,
  ],
])

export function findKind(word: string): Kind | null {
  const wanted = word.toLowerCase().replace(/-/g, '')
  return kinds.find((kind) => kind.name.toLowerCase() === wanted || kind.plural.toLowerCase() === wanted) ?? null
}

export interface Scaffold {
  readonly path: string
  readonly text: string
  readonly testPath: string
  readonly testText: string
}

/** The two files of a new keyword. Kinds that have no fixed shape start from the name and summary alone. */
export function scaffold(kind: Kind, name: string, packageName: string | null): Scaffold {
  const stem = kebabCase(name)
  const constant = constName(name, kind)
  const folder = `packages/${packageName ?? homes.get(kind.name)}/src/${folderOfKind(kind.name)}`
  const factory = `define${kind.name}`
  const body = bodies.get(kind.name)?.replace('NAME', name)
  const imported = kind.name === 'Action' ? `${factory}, verdicts` : factory
  const text = `import { ${imported} } from '@weir/keyword'

/** Manual: section. */
export const ${constant} = ${factory}({
  name: '${name}',
  summary: '',
${body === undefined ? '' : `${body}\n`}})
`
  const testText = `import { expect, test } from 'vitest'
import { ${constant} } from './${stem}.ts'

test('${name} has a summary and a table of cases', () => {
  expect(${constant}.summary).not.toBe('')
  expect.fail('write the cases')
})
`
  return { path: `${folder}/${stem}.ts`, text, testPath: `${folder}/${stem}.test.ts`, testText }
}

/** Writes the files. Refuses to overwrite. */
export function writeScaffold(root: string, { path, text, testPath, testText }: Scaffold): void {
  for (const file of [path, testPath]) {
    if (existsSync(join(root, file))) throw new Error(`'${file}' exists`)
  }
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
  writeFileSync(join(root, testPath), testText)
}
