import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kinds } from './folders.ts'
import { readKeywordFile } from './keyword-file.ts'
import { findKind, scaffold, writeScaffold } from './scaffold.ts'

test.each([
  ['converter', 'Converter'],
  ['converters', 'Converter'],
  ['bind-option', 'BindOption'],
  ['ServerOption', 'ServerOption'],
])('%s is the kind %s', (word, name) => {
  expect(findKind(word)?.name).toBe(name)
})

test('an unknown kind is null', () => {
  expect(findKind('thing')).toBeNull()
})

test.each([
  ['converter', 'url_dec', null, 'packages/sample/src/converters/url-dec.ts', 'urlDec'],
  ['fetch', 'req.hdr', 'l7', 'packages/l7/src/fetches/req-hdr.ts', 'reqHdr'],
  ['action', 'return', null, 'packages/l7/src/actions/return.ts', 'actionReturn'],
  ['directive', 'timeout client', 'l4', 'packages/l4/src/directives/timeout-client.ts', 'timeoutClient'],
])('%s %s goes to its folder', (kind, name, packageName, path, constant) => {
  const files = scaffold(findKind(kind)!, name, packageName)
  expect(files.path).toBe(path)
  expect(files.text).toContain(`export const ${constant} = define`)
})

test.each(kinds.map((kind) => [kind.name, kind] as const))(
  'what is made for a %s is found by the generator',
  (_name, kind) => {
    const { path, text, testText } = scaffold(kind, 'some-name', null)
    expect(readKeywordFile(path, text)).toMatchObject({
      error: null,
      consts: [{ name: 'someName', kind, isFamily: false }],
    })
    expect(testText).toContain("from './some-name.ts'")
  },
)

test('nothing is overwritten', () => {
  const root = mkdtempSync(join(tmpdir(), 'weir-new-'))
  try {
    const files = scaffold(findKind('converter')!, 'field', null)
    writeScaffold(root, files)
    expect(readFileSync(join(root, files.testPath), 'utf8')).toBe(files.testText)
    expect(() => writeScaffold(root, files)).toThrow("'packages/sample/src/converters/field.ts' exists")
  } finally {
    rmSync(root, { recursive: true })
  }
})
