import { definePass } from '@weir/keyword'
import { statsPageOptions } from '../options.ts'

export const statsInTcp = definePass({
  name: 'stats-in-tcp',
  summary: 'Warns about a statistics page of a proxy that is not in HTTP mode.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (proxy.mode === 'http' || proxy.isDisabled || !proxy.options.get(statsPageOptions).isEnabled) continue
      report({
        code: 'control/stats-in-tcp',
        severity: 'warning',
        message: `'stats' statement ignored for ${proxy.kind === 'listen' ? 'proxy' : proxy.kind} '${proxy.name}' as it requires HTTP mode.`,
        span: proxy.span,
      })
    }
  },
})
