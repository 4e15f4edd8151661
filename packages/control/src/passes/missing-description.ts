import { definePass } from '@weir/keyword'
import { processOptions, statsPageOptions } from '../options.ts'

export const missingDescription = definePass({
  name: 'missing-description',
  summary: 'Warns about statistics pages that shall show a description nobody wrote.',
  run({ model, report }) {
    if (model.global.options.get(processOptions).description !== null) return
    for (const proxy of model.proxies) {
      const span = proxy.lineOf('stats show-desc')
      if (span === null || proxy.options.get(statsPageOptions).description !== '') continue
      report({
        stage: 'parsing',
        code: 'control/missing-description',
        severity: 'warning',
        message: "'show-desc' requires a parameter or 'desc' to be set in the global section.",
        span,
      })
    }
  },
})
