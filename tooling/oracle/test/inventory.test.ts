/** Every sample word of the vocabulary is evaluated by a recorded case, or by a written one where HAProxy 2.6 lacks it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import words from '../fixtures/sample-words.json' with { type: 'json' }
import { findHaproxy } from '../src/implementation.ts'
import { takeInventory, vocabularyOf, type WordKind } from '../src/inventory.ts'
import { loadNewer } from '../src/newer.ts'

/** Words of the recorded HAProxy, by kind. */
const known: Readonly<Record<'fetch' | 'converter', readonly string[]>> = words
const inventory = await takeInventory()

const withoutCase = (kind: WordKind, origin: 'recorded' | 'written', names: readonly string[]): string[] =>
  names.filter((name) => inventory.words[kind].get(name)![origin].size === 0)

describe.each(['fetch', 'converter'] as const)('every %s', (kind) => {
  const older = vocabularyOf[kind].filter((name) => known[kind].includes(name))
  const newer = vocabularyOf[kind].filter((name) => !known[kind].includes(name))

  it('that HAProxy 2.6 has is evaluated by a recorded case', () => {
    expect(older.length).toBeGreaterThan(100)
    expect(withoutCase(kind, 'recorded', older)).toEqual([])
  })

  it('that came later is evaluated by a case with its source', () => {
    expect(newer.length).toBeGreaterThan(50)
    expect(withoutCase(kind, 'written', newer)).toEqual([])
  })
})

it('every ACL keyword is evaluated by a recorded case', () => {
  expect(withoutCase('acl', 'recorded', vocabularyOf.acl)).toEqual([])
})

it('every log alias is printed by a recorded case, the later one by a written one', () => {
  const later = ['OG']
  expect(
    withoutCase(
      'alias',
      'recorded',
      vocabularyOf.alias.filter((name) => !later.includes(name)),
    ),
  ).toEqual([])
  expect(withoutCase('alias', 'written', later)).toEqual([])
})

it('every written case says where its value is from', async () => {
  const rows = (await loadNewer()).flatMap(({ rows }) => Object.values(rows).flat())
  expect(rows.length).toBeGreaterThan(250)
  expect(rows.filter(([, , source]) => source.length < 5)).toEqual([])
})

it('the words of HAProxy 2.6 are those it lists', ({ skip }) => {
  const haproxy = findHaproxy()
  if (haproxy === null) return skip('skipped: needs haproxy')
  const directory = mkdtempSync(join(tmpdir(), 'words-'))
  try {
    const config = join(directory, 'c.cfg')
    writeFileSync(config, 'frontend f\n mode http\n timeout client 1s\n bind unix@/x\n')
    const list = (selection: string, row: RegExp): string[] => {
      const text = execFileSync(haproxy.program, [`-dK${selection}`, '-c', '-f', config], {
        encoding: 'latin1',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const names = text.split('\n').flatMap((line) => row.exec(line)?.[1] ?? [])
      return [...new Set(names)].sort()
    }
    expect(list('smp', /^\[[^\]]*\] ([^(:]+)/)).toEqual([...known.fetch].sort())
    expect(list('cnv', /^(?!#)([^(: ]+)[(:]/)).toEqual([...known.converter].sort())
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
