import type { Diagnostic } from '@weir/base'
import { type Binder, defineFilter, type FilterNode, type Model, OptionsStore, type ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { bindFilters, type Filter, type FilterOptions, filterOptions } from './filter.ts'
import { filterNames } from './filter-names.ts'

const span = { file: 'test', line: 1, column: 0, length: 1 }
const keyword = defineFilter({ name: 'f', summary: 'F.', params: [], create: (_values, _binder, { id }) => ({ id }) })
const node = (id: string): FilterNode => ({ id, call: { keyword, name: 'f', values: [], span }, span })
const words = (...texts: string[]) => texts.map((text) => ({ text, span }))

function proxyWith(settings: Partial<FilterOptions>): ProxyModel {
  const options = new OptionsStore()
  Object.assign(options.get(filterOptions), settings)
  return { name: 'p', isFrontend: true, isBackend: false, options } as unknown as ProxyModel
}

const ids = (filters: readonly Filter[]): string[] => filters.map(({ id }) => id)

test('filters stand in the order of their lines, or in that of a sequence', () => {
  const filters = [node('a'), node('b'), node('c')]
  const created: string[] = []
  const proxy = proxyWith({ filters, requestSequence: words('c', 'a') })
  const chain = bindFilters(proxy, {} as Binder, (_node, filter) => created.push(filter.id))
  expect(created).toEqual(['a', 'b', 'c'])
  expect(ids(chain!.request)).toEqual(['c', 'a'])
  expect(ids(chain!.response)).toEqual(['a', 'b', 'c'])
  expect(bindFilters(proxyWith({}), {} as Binder, () => {})).toBeNull()
})

test('a sequence names filters of its proxy', () => {
  const messages: string[] = []
  const proxy = proxyWith({ filters: [node('a')], responseSequence: words('a', 'b') })
  const report = ({ message }: Omit<Diagnostic, 'stage'>): void => void messages.push(message)
  filterNames.run({ model: { proxies: [proxy] } as unknown as Model, report })
  expect(messages).toEqual(["'filter-sequence' invalid filter name: 'b' is not defined on the proxy"])
})
