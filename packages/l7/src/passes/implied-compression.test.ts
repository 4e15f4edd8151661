import type { Model, ProxyModel } from '@weir/keyword'
import { filterOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import { readLines } from '../testing/lines.ts'
import { impliedCompression } from './implied-compression.ts'

/** The filters of a frontend with these lines and filters of these names. */
function check(lines: string[], names: string[]): { filters: string[]; messages: string[] } {
  const { options, complaints } = readLines('frontend', lines)
  expect(complaints).toEqual([])
  const record = options.get(filterOptions)
  for (const name of names) record.filters.push({ id: name, call: { name } } as never)
  const messages: string[] = []
  const proxy = { name: 'f', options, lineOf: () => null, span: null } as unknown as ProxyModel
  impliedCompression.run({
    model: { proxies: [proxy] } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  return { filters: record.filters.map(({ id }) => id), messages }
}

const needed = "config: proxy 'f': require an explicit filter declaration to use HTTP compression"

test.each<[string[], string[], string[], string[]]>([
  [[], [], [], []],
  [[], ['trace'], ['trace'], []],
  [['compression algo gzip'], [], ['compression'], []],
  [['compression offload'], [], ['compression'], []],
  [['compression algo gzip'], ['cache'], ['cache', 'compression'], []],
  [['compression algo gzip'], ['compression', 'trace'], ['compression', 'trace'], []],
  [['compression algo gzip'], ['comp-res', 'trace'], ['comp-res', 'trace'], []],
  [['compression algo gzip'], ['trace'], ['trace'], [needed]],
])('%s and filters %s', (lines, names, filters, messages) => {
  expect(check(lines, names)).toEqual({ filters, messages })
})
