import { expect, test } from 'vitest'
import { readSource } from './source.ts'

const imports = (text: string) => readSource('a.ts', text).imports
const globals = (text: string) => readSource('a.ts', text).globals.map(({ name }) => name)

test.each([
  ["import { a } from './b.ts'", './b.ts', false, false],
  ["import type { A } from './b.ts'", './b.ts', true, false],
  ["import { type A, type B } from './b.ts'", './b.ts', true, false],
  ["import { a, type B } from './b.ts'", './b.ts', false, false],
  ["import './b.ts'", './b.ts', false, false],
  ["export { a } from './b.ts'", './b.ts', false, false],
  ["export * from './b.ts'", './b.ts', false, false],
  ["export type { A } from './b.ts'", './b.ts', true, false],
  ["const b = await import('./b.ts')", './b.ts', false, true],
  ["const koffi = createRequire(import.meta.url)('koffi')", 'koffi', false, true],
  ["const koffi = require('koffi')", 'koffi', false, true],
])('%s', (text, specifier, isTypeOnly, isLazy) => {
  expect(imports(text)).toMatchObject([{ specifier, isTypeOnly, isLazy, line: 1 }])
})

test('a call whose name merely contains "require" is not an import', () => {
  expect(imports("requireSyscall('dup')")).toEqual([])
})

test.each<[string, string[]]>([
  ['Date.now()', ['Date.now']],
  ['new Date()', ['new Date()']],
  ['new Date(0)', ['new Date(…)']],
  ["Date['now']()", ['Date.now']],
  ['globalThis.performance.now()', ['performance.now']],
  ['process.on("SIGTERM", f)', ['process.on']],
  ['setTimeout(f, 1)', ['setTimeout()']],
  ['const later = setTimeout', ['setTimeout']],
  ['clock.setTimeout(f)', []],
  ['const x = { process: 1 }', []],
  ['const x: Buffer = y', []],
  ['let x: NodeJS.Timeout', []],
  ['function f(process: Process) { process.exit() }', []],
  ['const { process } = x; process.exit()', []],
  ["import { performance } from './own.ts'\nperformance.now()", []],
  ['const x = value as unknown as Buffer', []],
  ['(Math as Any).random()', ['Math']],
  ['Math.floor(1)', ['Math.floor']],
])('%s touches %j', (text, expected) => {
  expect(globals(text)).toEqual(expected)
})

test('lines are counted from one', () => {
  expect(readSource('a.ts', '\n\nDate.now()\n').globals).toEqual([{ name: 'Date.now', line: 3 }])
})

test('a file that is not TypeScript gives its error', () => {
  expect(readSource('a.ts', 'const = 1').error).not.toBeNull()
})
