import { definePass } from '@weir/keyword'
import { logOptions } from '@weir/log'
import { type StreamLogOptions, streamLogOptions } from './options.ts'

type Format = StreamLogOptions['format'] | StreamLogOptions['structuredData']

const isNothing = (format: Format): boolean =>
  format === null || format === 'none' || (typeof format !== 'string' && format.items.length === 0)

const isFaulty = (format: Format): boolean =>
  format !== null && typeof format !== 'string' && (format.faults?.length ?? 0) > 0

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
      const formats = [format, structuredData]
      // One that cannot be read is refused, and ignored then.
      if (hasTarget || formats.every(isNothing) || formats.some(isFaulty)) continue
      const kind = proxy.kind === 'listen' ? 'proxy' : proxy.kind
      const message = `log format ignored for ${kind} '${proxy.name}' since it has no log address.`
      report({ code: 'l4/unused-log-format', severity: 'warning', message, span: proxy.span })
    }
  },
})
