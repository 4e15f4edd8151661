import { expect, test } from 'vitest'
import { checkWorkspace } from './check.ts'
import { readSource } from './source.ts'
import type { Project } from './workspace.ts'

/** A project from its files; dependencies and references are those that the imports need, unless given. */
function project(path: string, files: Record<string, string>, facts: Partial<Project> = {}): Project {
  const sources = Object.entries(files).map(([file, text]) => readSource(`${path}/${file}`, text))
  const used = new Set(sources.flatMap(({ imports }) => imports.map(({ specifier }) => specifier)))
  const dependencies = [...used].flatMap(
    (name) => /^@weir\/[^/]+/.exec(name)?.[0] ?? (/^[.]|^node:|^fs$/.test(name) ? [] : name),
  )
  const declared = facts.dependencies ?? [...new Set(dependencies)]
  return {
    path,
    name: path.split('/')[1]!,
    isApp: path.startsWith('apps/'),
    dependencies: declared,
    devDependencies: [],
    exports: ['.', './testing'],
    references: declared.filter((name) => name.startsWith('@weir/')).map((name) => `packages/${name.slice(6)}`),
    sources,
    ...facts,
  }
}

const base = project('packages/base', { 'src/index.ts': 'export const a = 1' })
const config = project('packages/config', { 'src/index.ts': 'export const c = 1' })
const l4 = project('packages/l4', { 'src/index.ts': 'export const l = 1' })

function check(...projects: Project[]): string[] {
  const paths = new Set(projects.map(({ path }) => path))
  const rest = [base, config, l4].filter(({ path }) => !paths.has(path))
  return checkWorkspace([...projects, ...rest]).map(({ path, line, message }) => `${path}:${line} ${message}`)
}

test('nothing to say about three packages that import nothing', () => {
  expect(check()).toEqual([])
})

test.each<[why: string, path: string, text: string, expected: string | null]>([
  ['an edge down', 'packages/l7', "import { a } from '@weir/base'", null],
  ['an edge two rows down', 'packages/health', "import { l } from '@weir/l4'", null],
  [
    'an edge up',
    'packages/keyword',
    "import { l } from '@weir/l4'",
    "1 'keyword' may not import '@weir/l4': it is not below this package",
  ],
  [
    'an edge up for a type',
    'packages/keyword',
    "import type { L } from '@weir/l4'",
    "1 'keyword' may not import '@weir/l4': it is not below this package",
  ],
  [
    'an engine and the language',
    'packages/l7',
    "import { c } from '@weir/config'",
    "1 'l7' may not import '@weir/config': it is not below this package",
  ],
  ['the meeting point', 'packages/proxy', "import { c } from '@weir/config'\nimport { l } from '@weir/l4'", null],
  ['an app', 'apps/weir', "import { c } from '@weir/config'\nimport { l } from '@weir/l4'", null],
  [
    'itself',
    'packages/l4',
    "import { l } from '@weir/l4'",
    "1 'l4' may not import '@weir/l4': it is the package itself",
  ],
  [
    'a deep import',
    'packages/l7',
    "import { l } from '@weir/l4/src/x.ts'",
    "1 '@weir/l4/src/x.ts' is a deep import: '@weir/l4' exports '.', './testing'",
  ],
  ['a declared subpath', 'packages/l7', "import { l } from '@weir/l4/testing'", null],
  [
    'a file of another package',
    'packages/l7',
    "import { l } from '../../l4/src/x.ts'",
    "1 '../../l4/src/x.ts' leaves the package",
  ],
  ['no extension', 'packages/l7', "import { l } from './x'", "1 './x' has no extension"],
  ['a test from a source', 'packages/l7', "import { l } from './x.test.ts'", "1 './x.test.ts' is a test"],
  ['an example of the docs', 'apps/weir', "import text from '../../../docs/examples/a.cfg'", null],
  [
    'another page of the docs',
    'apps/weir',
    "import text from '../../../docs/a.md'",
    "1 '../../../docs/a.md' leaves the package",
  ],
  ['tooling', 'packages/l7', "import { l } from '@weir/layers'", "1 '@weir/layers' is not a package of packages/"],
  [
    'a module of Node in a pure package',
    'packages/config',
    "import { readFileSync } from 'node:fs'",
    "1 'config' is pure, but imports 'node:fs'",
  ],
  [
    'its type alone',
    'packages/config',
    "import type { Stats } from 'node:fs'",
    "1 'config' is pure, but imports 'node:fs'",
  ],
  ['a module of Node in an engine', 'packages/l4', "import { connect } from 'node:net'", null],
  [
    'a module of Node without its prefix',
    'packages/l4',
    "import { readFileSync } from 'fs'",
    "1 'fs' is a module of Node",
  ],
  [
    'a global of Node in a pure package',
    'packages/config',
    'Buffer.from(x)',
    "1 'config' is pure, but uses 'Buffer' of Node",
  ],
  [
    'the environment in a pure package',
    'packages/config',
    'x(process.env)',
    "1 'config' is pure, but uses 'process' of Node",
  ],
  ['a global of Node in an engine', 'packages/l4', 'Buffer.from(x)', null],
  ['the clock', 'packages/l4', 'const t = Date.now()', "1 'Date.now' reads the clock"],
  ['the date', 'packages/l4', 'const t = new Date()', "1 'new Date()' reads the clock"],
  ['a date', 'packages/l4', 'const t = new Date(clock.wallMs())', null],
  ['a timer', 'packages/l4', 'setTimeout(f, 1)', "1 'setTimeout' uses the machine's timers"],
  ['a timer in an app', 'apps/weir', 'setTimeout(f, 1)', null],
  ['chance', 'packages/l4', 'const r = Math.random()', "1 'Math.random' draws a random number"],
  ['arithmetic', 'packages/l4', 'const r = Math.floor(1.5)', null],
  [
    'bytes from node:crypto',
    'packages/l4',
    "import { createHash, randomBytes } from 'node:crypto'",
    "1 'randomBytes' is not for packages",
  ],
  ['a hash from node:crypto', 'packages/l4', "import { createHash } from 'node:crypto'", null],
  ['printing', 'packages/l4', "console.log('x')", "1 'console.log' prints"],
  ['printing in an app', 'apps/weir', "console.log('x')", null],
  ['exit', 'packages/l4', 'process.exit(1)', "1 'process.exit' acts on the process"],
  ['a signal handler', 'packages/l4', "process.on('SIGTERM', f)", "1 'process.on' acts on the process"],
])('%s: %s says %s', (_why, path, text, expected) => {
  expect(check(project(path, { 'src/a.ts': text }))).toEqual(expected === null ? [] : [`${path}/src/a.ts:${expected}`])
})

test('the port files are the clock and the source of chance', () => {
  const port = project('packages/base', {
    'src/system-clock.ts': 'Date.now(); setTimeout(f, 1)',
    'src/random.ts': 'crypto.getRandomValues(x)',
  })
  expect(check(port)).toEqual([])
})

test('tests may use the machine, vitest and what is lower, but nothing higher', () => {
  const files = { 'src/a.test.ts': "import { test } from 'vitest'\nimport { readFileSync } from 'node:fs'\nDate.now()" }
  expect(check(project('packages/config', files, { dependencies: [] }))).toEqual([])
  expect(check(project('packages/config', { 'src/a.test.ts': "import { l } from '@weir/l4'" }))).toEqual([
    "packages/config/src/a.test.ts:1 'config' may not import '@weir/l4': it is not below this package",
  ])
})

test('a shared suite counts as a test, and no source may import it', () => {
  const suite = {
    'src/testing/describe-x.ts': "import { test } from 'vitest'",
    'src/testing.ts': "export * from './testing/describe-x.ts'",
  }
  expect(check(project('packages/l4', suite, { dependencies: [] }))).toEqual([])
  expect(
    check(project('packages/l4', { ...suite, 'src/index.ts': "export * from './testing.ts'" }, { dependencies: [] })),
  ).toEqual(["packages/l4/src/index.ts:1 './testing.ts' is a test"])
})

test('what is used is declared', () => {
  const files = { 'src/a.ts': "import { a } from '@weir/base'\nimport pino from 'pino'" }
  expect(check(project('packages/log', files, { dependencies: [] }))).toEqual([
    "packages/log/src/a.ts:1 '@weir/base' is not a dependency of packages/log",
    "packages/log/src/a.ts:2 'pino' is not a dependency of packages/log",
  ])
})

test('what is declared is used', () => {
  expect(check(project('packages/log', { 'src/a.ts': '' }, { dependencies: ['pino'] }))).toEqual([
    "packages/log/package.json:0 'pino' is declared, but nothing imports it",
  ])
})

test('an app carries the native parts of what it bundles', () => {
  const os = project(
    'packages/os',
    { 'src/a.ts': "createRequire(import.meta.url)('koffi')" },
    { dependencies: ['koffi'] },
  )
  expect(check(os, project('apps/weir', { 'src/a.ts': '' }, { dependencies: ['koffi'] }))).toEqual([])
})

test('references and dependencies are the same', () => {
  const files = { 'src/a.ts': "import { a } from '@weir/base'" }
  expect(check(project('packages/os', files, { references: ['packages/keyword'] }))).toEqual([
    "packages/os/tsconfig.json:0 no reference to 'base', a dependency of package.json",
    "packages/os/tsconfig.json:0 a reference to 'keyword', which is no dependency of package.json",
  ])
})

test.each<[string, Record<string, string>, string[]]>([
  [
    'two files',
    { 'src/a.ts': "import './b.ts'", 'src/b.ts': "import './a.ts'" },
    ['packages/l4/src/b.ts:1 an import cycle: a.ts → b.ts → a.ts'],
  ],
  [
    'three files',
    {
      'src/a.ts': "import './b.ts'",
      'src/b.ts': "\nexport * from './x/c.ts'",
      'src/x/c.ts': "import { a } from '../a.ts'",
    },
    ['packages/l4/src/x/c.ts:1 an import cycle: a.ts → b.ts → c.ts → a.ts'],
  ],
  ['types alone', { 'src/a.ts': "import './b.ts'", 'src/b.ts': "import type { A } from './a.ts'" }, []],
  [
    'a diamond',
    {
      'src/a.ts': "import './b.ts'\nimport './c.ts'",
      'src/b.ts': "import './d.ts'",
      'src/c.ts': "import './d.ts'",
      'src/d.ts': '',
    },
    [],
  ],
  [
    'a file that imports itself',
    { 'src/a.ts': "import './a.ts'" },
    ['packages/l4/src/a.ts:1 an import cycle: a.ts → a.ts'],
  ],
])('cycles of %s', (_name, files, expected) => {
  expect(check(project('packages/l4', files))).toEqual(expected)
})

test('a package without a row is refused', () => {
  expect(check(project('packages/magic', { 'src/a.ts': '' }))).toEqual([
    "packages/magic/package.json:0 'magic' has no row in the architecture",
  ])
})

test('a file that does not parse is reported, and the rest is still checked', () => {
  const broken = project('packages/l4', { 'src/a.ts': 'const = 1', 'src/b.ts': 'Date.now()' })
  expect(check(broken)).toHaveLength(2)
})
