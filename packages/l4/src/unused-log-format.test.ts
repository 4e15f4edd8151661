import type { Diagnostic } from '@weir/base'
import { type Model, OptionsStore } from '@weir/keyword'
import { type LogOptions, logOptions } from '@weir/log'
import { expect, test } from 'vitest'
import { type StreamLogOptions, streamLogOptions } from './options.ts'
import { unusedLogFormat } from './unused-log-format.ts'

/** The messages about a frontend with these `log` lines and this format, below a `global` without any. */
function check(
  lines: LogOptions['lines'],
  format: StreamLogOptions['format'],
  structuredData: StreamLogOptions['structuredData'] = null,
): string[] {
  const options = new OptionsStore()
  options.get(logOptions).lines = lines
  options.get(streamLogOptions).format = format
  options.get(streamLogOptions).structuredData = structuredData
  const proxy = { kind: 'frontend', name: 'f', isFrontend: true, isDisabled: false, options }
  const messages: string[] = []
  const report = ({ message }: Omit<Diagnostic, 'stage'>): void => void messages.push(message)
  const model = { global: { options: new OptionsStore() }, proxies: [proxy] } as unknown as Model
  unusedLogFormat.run({ model, report })
  return messages
}

const warning = ["log format ignored for frontend 'f' since it has no log address."]

test.each<[string, LogOptions['lines'], StreamLogOptions['format'], string[]]>([
  ['a format without a target', [], 'tcp', warning],
  ["'log global' without a target there", ['global'], 'http', warning],
  ['no format', [], 'none', []],
])('%s', (_, lines, format, expected) => expect(check(lines, format)).toEqual(expected))

test('a format of nothing but flags', () => {
  const empty = { text: '%{+Q}o', items: [] } as unknown as Exclude<StreamLogOptions['format'], string>
  expect(check([], empty)).toEqual([])
})

test('a format that cannot be read is refused, and not called unused', () => {
  const faults = [{ message: 'x', code: 'x', span: { file: 'f', line: 1, column: 1, length: 1 } }]
  const faulty = { text: '%', items: [], faults } as unknown as Exclude<StreamLogOptions['format'], string>
  expect(check([], faulty)).toEqual([])
  expect(check([], 'none', faulty)).toEqual([])
})
