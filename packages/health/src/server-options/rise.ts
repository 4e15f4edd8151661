import { defineServerOption, int } from '@weir/keyword'
import { serverCheckOptions } from '../options.ts'

const counts = [
  ['rise', 'Sets how many good checks in a row bring the server up.', 'rise'],
  ['fall', 'Sets how many bad checks in a row take the server down.', 'fall'],
  ['error-limit', 'Sets how many errors in a row observed traffic may show.', 'errorLimit'],
] as const

export const countOptions = counts.map(([name, summary, field]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: serverCheckOptions,
    params: [int('count', { min: 1, max: 2 ** 31 - 1, wraps: 32 })],
    apply(record, [count]) {
      record[field] = count
    },
  }),
)
