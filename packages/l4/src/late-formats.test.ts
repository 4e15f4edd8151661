import { type LogFormatNode, type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { lateFormats } from './late-formats.ts'
import { proxyOptions, streamLogOptions } from './options.ts'

const span = { file: 'C', line: 3, column: 0, length: 1 }

function faulty(message: string): LogFormatNode {
  const faults = [{ code: 'sample/unknown-fetch', severity: 'alert' as const, message, span }]
  return { items: [], text: '', span, faults } as unknown as LogFormatNode
}

function check(options: OptionsStore, facts = { isFrontend: true, isDisabled: false }): string[] {
  const messages: string[] = []
  const model = { proxies: [{ options, ...facts }] } as unknown as Model
  lateFormats.run({ model, report: ({ message }) => void messages.push(message) })
  return messages
}

function useAll(): OptionsStore {
  const options = new OptionsStore()
  const record = options.get(streamLogOptions)
  record.format = faulty('format')
  record.structuredData = faulty('data')
  record.errorFormat = faulty('error')
  options.get(proxyOptions).useBackend = [{ target: faulty('backend'), condition: null }]
  return options
}

test('formats in force are blamed', () => {
  expect(check(useAll())).toEqual(['backend', 'format', 'data', 'error'])
})

test('a format that another one replaced is not', () => {
  const options = useAll()
  options.get(streamLogOptions).format = 'http'
  expect(check(options)).toEqual(['backend', 'data', 'error'])
})

test.each([
  { isFrontend: false, isDisabled: false },
  { isFrontend: true, isDisabled: true },
])('nothing is said where nothing is logged: %o', (facts) => {
  expect(check(useAll(), facts)).toEqual([])
})
