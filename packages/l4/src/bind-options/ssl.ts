import { defineBindOption } from '@weir/keyword'
import { bindTlsOptions } from '../tls/options.ts'

/** Speaks TLS on the addresses of the line. Manual 5.1. */
export const ssl = defineBindOption({
  name: 'ssl',
  summary: 'Speaks TLS with the clients of this listener.',
  manual: '5.1',
  options: bindTlsOptions,
  params: [],
  apply(record) {
    record.isEnabled = true
  },
})
