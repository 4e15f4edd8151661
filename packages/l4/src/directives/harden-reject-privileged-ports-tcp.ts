import { defineDirective, oneOf } from '@weir/keyword'
import { processOptions } from '../options.ts'

export const hardenRejectPrivilegedPortsTcp = defineDirective({
  name: 'harden.reject-privileged-ports.tcp',
  summary: 'Drops clients whose own port is below 1024.',
  manual: '3.1',
  sections: ['global'],
  options: processOptions,
  params: [oneOf('state', ['on', 'off'])],
  apply(record, [state]) {
    record.refusesPrivilegedPorts = state === 'on'
  },
})
