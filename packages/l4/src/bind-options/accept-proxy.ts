import { defineBindOption } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

/** Expects a PROXY header, version 1 or 2, from every client. Manual 5.1. */
export const acceptProxy = defineBindOption({
  name: 'accept-proxy',
  summary: 'Expects a PROXY header before anything else.',
  manual: '5.1',
  options: bindOptions,
  params: [],
  apply(record) {
    record.expectsProxyHeader = true
  },
})
