import { expect, test } from 'vitest'
import { defineBindOption } from './define.ts'
import type { DirectiveSite } from './kinds.ts'
import { type ApplyOptions, lineOptions } from './line-options.ts'
import { defineOptions, OptionsStore } from './options.ts'
import { int, text } from './parameter.ts'
import { readLine, wordsOf } from './testing/reading.ts'
import { createVocabulary } from './vocabulary.ts'

const key = defineOptions('bind', () => ({ crt: '', backlog: 0, lines: [] as number[] }))
const vocabulary = createVocabulary([
  {
    name: 'test',
    bindOptions: [
      defineBindOption({
        name: 'crt',
        summary: 'Tests.',
        options: key,
        params: [text('file')],
        apply: (record, [file]) => void (record.crt = file),
      }),
      defineBindOption({
        name: 'backlog',
        summary: 'Tests.',
        options: key,
        params: [int('count', { min: 1 })],
        apply(record, [count], site) {
          record.backlog = count
          record.lines.push(site.span.column)
        },
      }),
    ],
    refused: [
      { kind: 'refused', slot: 'bind-option', name: 'process', state: 'removed', reason: "use 'thread'" },
      { kind: 'refused', slot: 'bind-option', name: 'quic', state: 'unsupported', reason: 'no QUIC' },
    ],
  },
])

const read = (line: string) =>
  readLine<ApplyOptions>(wordsOf(line), (reader) => lineOptions('bind-option').parse(reader), { vocabulary })

test('options apply to the records of what the line declares', () => {
  const { node, findings } = read('backlog 5 crt a.pem')
  expect(findings).toEqual([])
  const store = new OptionsStore()
  const site: Partial<DirectiveSite> = { prefix: null, options: new OptionsStore() }
  node?.(store, site as DirectiveSite)
  expect(store.get(key)).toEqual({ crt: 'a.pem', backlog: 5, lines: [0] })
})

test.each([
  ['crtt x', 'config/unknown-keyword', "unknown keyword 'crtt' on a 'key' line", "did you mean 'crt' maybe ?"],
  ['nothing', 'config/unknown-keyword', "unknown keyword 'nothing' on a 'key' line", undefined],
  [
    'process 1',
    'config/removed-keyword',
    "'process' on 'key' lines is not supported any more: use 'thread'",
    undefined,
  ],
  [
    'quic',
    'config/unsupported-keyword',
    "'quic' on 'key' lines is known to HAProxy, but not supported by Weir: no QUIC",
    undefined,
  ],
  ['backlog 0', 'config/invalid-argument', "<count> expects an integer of at least 1, but got '0'", undefined],
  ['crt', 'config/missing-argument', "'key' expects <file>", undefined],
])('%s', (line, code, message, hint) => {
  const { node, findings } = read(line)
  expect(node).toBeNull()
  expect(findings[0]).toMatchObject({ code, message })
  expect(findings[0]?.hint).toBe(hint)
})
