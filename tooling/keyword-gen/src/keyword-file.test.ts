import { expect, test } from 'vitest'
import { readKeywordFile } from './keyword-file.ts'

const read = (text: string) =>
  readKeywordFile('a.ts', text).consts.map(
    ({ name, kind, isFamily }) => `${isFamily ? '...' : ''}${name}: ${kind.name}`,
  )

test.each<[string, string[]]>([
  ["export const a = defineConverter({ name: 'a' })", ['a: Converter']],
  ["export const a = defineFetch({ name: 'a' } as const)", ['a: Fetch']],
  ["export const a = defineLogAlias({ name: 'a' })", ['a: LogAlias']],
  ["export const a = definePass({ name: 'a' })", ['a: Pass']],
  ["export const a = defineCheck<Create>({ name: 'a' })", ['a: Check']],
  ['export const a = defineBindOption({}) satisfies X', ['a: BindOption']],
  ['export const all = defineFetches([{}, {}])', ['...all: Fetch']],
  ['export const all = defineCounterFetches(0)', ['...all: Fetch']],
  ['export const all = defineLogAliases([])', ['...all: LogAlias']],
  ['export const all = definePasses([])', ['...all: Pass']],
  ['export const all = [defineFetch({}), defineFetch({})]', ['...all: Fetch']],
  ['export const all = names.map((name) => defineAction({ name }))', ['...all: Action']],
  ['export const a = defineConverter({}), b = defineConverter({})', ['a: Converter', 'b: Converter']],
  ['const a = defineConverter({})', []],
  ['export const options = defineOptions(() => ({}))', []],
  ['export const port = definePort<X>("x")', []],
  ['export const a = { ...defineConverter }', []],
  ['export function defineConverter() {}', []],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test('a file that does not parse gives its error', () => {
  expect(readKeywordFile('a.ts', 'export const = 1').error).not.toBeNull()
})
