import { definePass } from '@weir/keyword'
import { logOptions } from '@weir/log'
import { streamLogOptions } from './options.ts'

/** A log format needs a `log` line to go to; `log global` leads nowhere when `global` has none. */
export const unusedLogFormat = definePass({
  name: 'unused-log-format',
  summary: 'Warns about log formats of proxies that log nowhere.',
  run({ model, report }) {
    const global = model.global.options.get(logOptions).lines
    for (const proxy of model.proxies) {
      if (!proxy.isFrontend || proxy.isDisabled) continue
      const { lines } = proxy.options.get(logOptions)
      const hasTarget = lines.some((line) => line !== 'global' || global.length > 0)
      const { format, structuredData } = proxy.options.get(streamLogOptions)
      const nodes = [structuredData, typeof format === 'string' ? null : format]
      if (hasTarget || (format === 'none' && structuredData === null)) continue
      // One that cannot be read is refused, and ignored then.
      if (nodes.some((node) => (node?.faults?.length ?? 0) > 0)) continue
      const kind = proxy.kind === 'listen' ? 'proxy' : proxy.kind
      const message = `log format ignored for ${kind} '${proxy.name}' since it has no log address.`
      report({ code: 'l4/unused-log-format', severity: 'warning', message, span: proxy.span })
    }
  },
})
