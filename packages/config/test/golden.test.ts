import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { createEnvironment } from '../src/environment.ts'
import { type ParsedConfig, parseConfig } from '../src/parse-config.ts'
import { vocabulary } from '../src/testing.ts'
import { dumpDiagnostics, dumpModel } from './dump.ts'

const folder = new URL('golden/', import.meta.url)
const raised = new Set<string>()

function parse(kind: string, name: string): ParsedConfig {
  const text = readFileSync(new URL(`${kind}/${name}.cfg`, folder), 'latin1')
  const result = parseConfig({
    files: [{ name: `${name}.cfg`, text }],
    vocabulary,
    environment: createEnvironment({ HOME: '/home/weir', LIST: 'one two', EMPTY: '' }),
    features: new Set(['OPENSSL']),
    configFiles: {
      read: (path) => (path === '/etc/503.http' ? { text: 'HTTP/1.0 503 Away' } : { error: 'no such file' }),
      list: () => ({ error: 'no such directory' }),
    },
  })
  for (const diagnostic of result.diagnostics) raised.add(diagnostic.code)
  return result
}

const names = (kind: string): string[] =>
  readdirSync(new URL(`${kind}/`, folder))
    .filter((file) => file.endsWith('.cfg'))
    .map((file) => file.slice(0, -4))

describe('accepted', () => {
  test.each(names('accept'))('%s', async (name) => {
    const { model, diagnostics, isValid } = parse('accept', name)
    expect(isValid, dumpDiagnostics(diagnostics)).toBe(true)
    const dump = diagnostics.length === 0 ? dumpModel(model) : `${dumpModel(model)}\n${dumpDiagnostics(diagnostics)}`
    await expect(dump).toMatchFileSnapshot(`golden/accept/${name}.model`)
  })
})

describe('refused', () => {
  test.each(names('reject'))('%s', async (name) => {
    const { diagnostics, isValid } = parse('reject', name)
    expect(isValid).toBe(false)
    await expect(dumpDiagnostics(diagnostics)).toMatchFileSnapshot(`golden/reject/${name}.diagnostics`)
  })
})

describe('codes', () => {
  const source = [
    '../src/diagnostics.ts',
    '../../keyword/src/grammar',
    '../../keyword/src/parameter.ts',
    '../../keyword/src/line-options.ts',
  ]
  const codes = new Set<string>()
  for (const path of source) {
    const url = new URL(path, import.meta.url)
    const files = path.endsWith('.ts')
      ? [url]
      : readdirSync(url).map((file) => new URL(`${path}/${file}`, import.meta.url))
    for (const file of files) {
      if (file.pathname.endsWith('.test.ts')) continue
      const text = readFileSync(file, 'utf8')
      for (const match of text.matchAll(/code: '([a-z]+\/[a-z-]+)'/g)) codes.add(match[1]!)
      for (const match of text.matchAll(
        /make\(\s*(?:'[a-z]+'|severity|kind === 'userlist' \? 'warning' : 'alert'),\s*'([a-z-]+)'/g,
      ))
        codes.add(`config/${match[1]}`)
    }
  }

  test('are found in the source', () => expect(codes.size).toBeGreaterThan(60))

  test('are each raised by a golden configuration', () => {
    expect([...codes].filter((code) => !raised.has(code))).toEqual([])
  })

  test('are all explained, and no others', () => {
    const page = readFileSync(new URL('../DIAGNOSTICS.md', import.meta.url), 'utf8')
    const explained = [...page.matchAll(/^\| `([a-z/-]+)` +\|/gm)].map((match) => match[1]!)
    const dynamic = ['sample/unknown-fetch', 'sample/unknown-converter', 'sample/unknown-log-alias']
    expect(explained.toSorted()).toEqual([...new Set([...codes, ...dynamic])].toSorted())
  })

  afterAll(() => raised.clear())
})
