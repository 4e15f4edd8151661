import { definePass, type FilterNode } from '@weir/keyword'
import { filterOptions } from '@weir/l4'
import { compressionOptions } from '../compression/options.ts'
import { compression } from '../filters/comp.ts'

const own: ReadonlySet<string> = new Set(['compression', 'comp-req', 'comp-res'])
/** Filters beside which compression needs no line of its own (manual 9.2). */
const modest: ReadonlySet<string> = new Set(['cache', 'fcgi-app'])

/** Compression is a filter even without a `filter` line, behind the cache. */
export const impliedCompression = definePass({
  name: 'implied-compression',
  summary: "Adds the filter that 'compression' lines imply, where no other filter makes its place unclear.",
  run({ model, report }) {
    for (const proxy of model.proxies) {
      const { filters } = proxy.options.get(filterOptions)
      if (!proxy.options.get(compressionOptions).isMentioned) continue
      const names = filters.map(({ call }) => call.name)
      if (names.some((name) => own.has(name))) continue
      const span = proxy.lineOf('compression') ?? proxy.span
      if (!names.every((name) => modest.has(name))) {
        report({
          code: 'l7/compression-filter',
          severity: 'alert',
          message: `config: proxy '${proxy.name}': require an explicit filter declaration to use HTTP compression`,
          span,
          hint: "add 'filter compression' where it is to stand among the other filters",
        })
        continue
      }
      const node: FilterNode = {
        id: compression.name,
        call: { keyword: compression, name: compression.name, values: [], span },
        span,
      }
      filters.push(node)
    }
  },
})
