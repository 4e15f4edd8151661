import { defineDirective } from '@weir/keyword'
import { processOptions } from '../options.ts'

/** Binds ports so that no other process can bind them as well. Manual 3.2. */
export const noreuseport = defineDirective({
  name: 'noreuseport',
  summary: 'Binds ports so that no other process can bind them as well.',
  manual: '3.2',
  sections: ['global'],
  options: processOptions,
  params: [],
  apply(record) {
    record.reusesPorts = false
  },
})
