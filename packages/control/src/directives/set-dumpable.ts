import { defineDirective, optional, text } from '@weir/keyword'
import { processOptions } from '../options.ts'

/** Lets the kernel write core files, which changing the user forbids. Manual 3.1; `libs` is of 3.4. */
export const setDumpable = defineDirective({
  name: 'set-dumpable',
  summary: 'Lets the kernel write a core file when the process crashes.',
  manual: '3.1',
  sections: ['global'],
  prefixes: ['no'],
  options: processOptions,
  params: [optional(text('mode'))],
  apply(record, [mode], site) {
    if (mode !== undefined && mode !== 'on' && mode !== 'off' && mode !== 'libs') {
      site.complain(`'set-dumpable' expects 'on', 'off' or 'libs', but got '${mode}'`)
    } else record.isDumpable = site.prefix !== 'no' && mode !== 'off'
  },
})
