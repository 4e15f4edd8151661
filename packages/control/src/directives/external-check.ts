import { defineDirective, flag } from '@weir/keyword'
import { processOptions } from '../options.ts'

/** Allows checks that run programs. Manual 3.1; `preserve-env` is of 2.9. */
export const externalCheck = defineDirective({
  name: 'external-check',
  summary: "Allows 'option external-check', which runs programs.",
  manual: '3.1',
  sections: ['global'],
  options: processOptions,
  params: [flag('preserve-env')],
  apply(record, [keepsEnvironment]) {
    record.allowsExternalChecks = true
    record.keepsCheckEnvironment = keepsEnvironment
  },
})
