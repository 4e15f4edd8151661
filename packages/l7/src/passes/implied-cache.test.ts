import type { Model, ProxyModel, RuleNode, SectionModel } from '@weir/keyword'
import { filterOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import { cache } from '../filters/cache.ts'
import { readLines } from '../testing/lines.ts'
import { impliedCache } from './implied-cache.ts'

const span = { file: 'test', line: 1, column: 0, length: 1 }
const reference = (name: string) => ({ kind: 'cache' as const, name, span, target: null })

/** Filters are words: `cache:foo` for a cache, else the keyword's name. */
function check(rules: string[], filters: string[]): { filters: string[]; messages: string[] } {
  const section = readLines('frontend', rules)
  expect(section.complaints).toEqual([])
  const record = section.options.get(filterOptions)
  for (const word of filters) {
    const [name, target] = word.split(':')
    const call = target === undefined ? { name } : { name, keyword: cache, values: [reference(target)] }
    record.filters.push({ id: name, call, span } as never)
  }
  const proxy = { name: 'f', ...section } as { rules: Map<string, RuleNode[]> } & typeof section
  const messages: string[] = []
  impliedCache.run({
    model: { proxies: [proxy as unknown as ProxyModel], sections: [] } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  const names = record.filters.map(({ call }) => {
    const name = (call.values?.[0] as { name: string } | undefined)?.name
    return name === undefined ? call.name : `${call.name}:${name}`
  })
  return { filters: names, messages }
}

const use = 'http-request cache-use foo'
const store = 'http-response cache-store foo'
const config = "config: proxy 'f': "

test.each<[string[], string[], string[], string[]]>([
  [[], ['trace'], ['trace'], []],
  [[use, store], [], ['cache:foo'], []],
  [[use, 'http-response cache-store bar'], [], ['cache:bar', 'cache:foo'], []],
  [[use], ['compression'], ['cache:foo', 'compression'], []],
  [[use], ['trace', 'cache:foo'], ['trace', 'cache:foo'], []],
  [[use], ['trace'], ['trace'], [`${config}require an explicit filter declaration to use the cache 'foo'.`]],
  [
    [],
    ['compression', 'cache:foo'],
    ['compression', 'cache:foo'],
    [`${config}unable to enable the compression filter before the cache 'foo'.`],
  ],
  [
    [],
    ['cache:foo', 'cache:foo'],
    ['cache:foo', 'cache:foo'],
    ["f: multiple explicit declarations of the cache filter 'foo'"],
  ],
  [[], ['cache:foo', 'cache:bar'], ['cache:foo', 'cache:bar'], []],
])('%s and filters %s', (rules, filters, expected, messages) => {
  expect(check(rules, filters)).toEqual({ filters: expected, messages })
})

test.each([
  [['total-max-size 1'], []],
  [['total-max-size 1', 'max-object-size 524288'], []],
  [[], ["Size not specified for cache 'c'"]],
  [['total-max-size 0'], ["Size not specified for cache 'c'"]],
  [
    ['total-max-size 1', 'max-object-size 524289'],
    ['"max-object-size" is limited to an half of "total-max-size" => 524288'],
  ],
])('a section with %s', (lines, expected) => {
  const { options } = readLines('cache', lines, 'c')
  const messages: string[] = []
  const section = { kind: 'cache', name: 'c', options, span, lineOf: () => null } as unknown as SectionModel
  impliedCache.run({
    model: { proxies: [], sections: [section] } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  expect(messages).toEqual(expected)
})
