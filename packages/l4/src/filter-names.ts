import { definePass } from '@weir/keyword'
import { filterOptions } from './filter.ts'

export const filterNames = definePass({
  name: 'filter-names',
  summary: 'Finds the filters that a sequence names and that its proxy does not have.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      const { filters, requestSequence, responseSequence } = proxy.options.get(filterOptions)
      for (const { text, span } of [...(requestSequence ?? []), ...(responseSequence ?? [])]) {
        if (filters.some(({ id }) => id === text)) continue
        report({
          code: 'l4/unknown-filter',
          severity: 'alert',
          stage: 'parsing',
          message: `'filter-sequence' invalid filter name: '${text}' is not defined on the proxy`,
          span,
        })
      }
    }
  },
})
