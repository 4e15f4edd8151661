import { defineDirective } from '@weir/keyword'
import { backendCheckOptions } from '../options.ts'

export const optionLogHealthChecks = defineDirective({
  name: 'option log-health-checks',
  summary: 'Logs every change of a check result, with its reason.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  prefixes: ['no', 'default'],
  options: backendCheckOptions,
  params: [],
  apply(record, _values, { prefix }) {
    record.logsChecks = prefix === null
  },
})
