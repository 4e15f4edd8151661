import type { SectionKind } from '@weir/keyword'
import { expect, test } from 'vitest'
import { chooseLogFormat } from './choose-log-format.ts'
import { type StreamLogOptions, streamLogOptions } from './options.ts'

type Format = StreamLogOptions['format']

function check(kind: SectionKind, first: Format, second: Exclude<Format, 'none'>): string[] {
  const record = { ...streamLogOptions.create(), format: first }
  const warnings: string[] = []
  chooseLogFormat(record, second, { section: { kind, name: '' }, warn: (message) => void warnings.push(message) })
  expect(record.format).toBe(second)
  return warnings
}

const own = { text: 'x' } as Exclude<Format, string>

test.each<[Format, Exclude<Format, 'none'>, string[]]>([
  ['none', 'tcp', []],
  ['tcp', own, ["'log-format' overrides previous 'option tcplog' in 'defaults' section."]],
  ['http-clf', 'http', ["'option httplog' overrides previous 'option httplog clf' in 'defaults' section."]],
  [own, own, ["'log-format' overrides previous 'log-format' in 'defaults' section."]],
])('%j, then %j', (first, second, expected) => {
  expect(check('defaults', first, second)).toEqual(expected)
  expect(check('frontend', first, second)).toEqual([])
})
