import { defineBindOption } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

/** Whether an IPv6 socket takes IPv4 as well (manual 5.1). */
export const families = [
  defineBindOption({
    name: 'v4v6',
    summary: 'Lets an IPv6 socket take IPv4 as well.',
    manual: '5.1',
    options: bindOptions,
    params: [],
    apply(record) {
      record.isV6Only = false
    },
  }),
  defineBindOption({
    name: 'v6only',
    summary: 'Lets an IPv6 socket take IPv6 alone.',
    manual: '5.1',
    options: bindOptions,
    params: [],
    apply(record) {
      record.isV6Only = true
    },
  }),
]
