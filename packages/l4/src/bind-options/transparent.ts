import { defineBindOption } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

export const transparent = defineBindOption({
  name: 'transparent',
  summary: 'Listens on an address that is not this host’s, for connections that the system diverts here.',
  manual: '5.1',
  options: bindOptions,
  params: [],
  apply(record) {
    record.isTransparent = true
  },
})
