import { defineFetch } from '@weir/keyword'
import { bindTable } from '../stick-tables.ts'
import { ownTable } from '../table-argument.ts'

/** How full a table is (manual 7.3.2). */
export const tableFetches = [
  defineFetch({
    name: 'table_avl',
    summary: 'Gives the number of entries that still fit into a table.',
    manual: '7.3.2',
    out: 'sint',
    source: 'process',
    params: [ownTable()],
    bind([reference], binder) {
      const table = bindTable(reference, binder)
      return () => table.available
    },
  }),
  defineFetch({
    name: 'table_cnt',
    summary: 'Gives the number of entries in a table.',
    manual: '7.3.2',
    out: 'sint',
    source: 'process',
    params: [ownTable()],
    bind([reference], binder) {
      const table = bindTable(reference, binder)
      return () => table.used
    },
  }),
]
