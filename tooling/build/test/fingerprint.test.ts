import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { sourcesFingerprint } from '../daemon.mjs'
import { installFingerprint, installInputs } from '../install.mjs'

let root = ''
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

function workspace(): void {
  root = mkdtempSync(join(tmpdir(), 'weir-stale-'))
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']) write(file, file)
  for (const folder of ['apps/weir', 'packages/base', 'tooling/build']) {
    write(`${folder}/package.json`, '{}')
    write(`${folder}/src/index.ts`, 'export {}')
  }
}

test('the install depends on the lock file and on every manifest', () => {
  workspace()
  expect(installInputs(root)).toEqual([
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'apps/weir/package.json',
    'packages/base/package.json',
    'tooling/build/package.json',
  ])
  const before = installFingerprint(root)
  write('packages/base/src/index.ts', 'export const a = 1')
  expect(installFingerprint(root)).toBe(before)
  write('packages/base/package.json', '{ "dependencies": {} }')
  expect(installFingerprint(root)).not.toBe(before)
})

test.each<[change: string, file: string, text: string, isStale: boolean]>([
  ['a source', 'packages/base/src/index.ts', 'export const a = 1', true],
  ['a new source', 'packages/base/src/deep/new.ts', '', true],
  ['a source of the build', 'tooling/build/src/index.ts', 'changed', true],
  ['the lock file', 'pnpm-lock.yaml', 'changed', true],
  ['an example', 'docs/examples/quickstart.cfg', 'changed', true],
  ['a test', 'packages/base/src/index.test.ts', 'changed', false],
  ['a page of the docs', 'docs/page.md', 'changed', false],
])('after %s has changed', (_change, file, text, isStale) => {
  workspace()
  const before = sourcesFingerprint(root)
  write(file, text)
  expect(sourcesFingerprint(root) !== before).toBe(isStale)
})

test('times do not count', () => {
  workspace()
  const before = sourcesFingerprint(root)
  utimesSync(join(root, 'packages/base/src/index.ts'), 1, 1)
  expect(sourcesFingerprint(root)).toBe(before)
})
