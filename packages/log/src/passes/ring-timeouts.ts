import { definePass } from '@weir/keyword'
import { ringOptions } from '../options.ts'

export const ringTimeouts = definePass({
  name: 'ring-timeouts',
  summary: 'Warns about rings that could wait for their servers for ever.',
  run({ model, report }) {
    for (const { kind, name, options, span } of model.sections) {
      if (kind !== 'ring') continue
      const { servers, connectTimeoutMs, serverTimeoutMs } = options.get(ringOptions)
      if (servers.length === 0 || (connectTimeoutMs !== null && serverTimeoutMs !== null)) continue
      report({
        code: 'log/ring-timeouts',
        severity: 'warning',
        message: `missing timeouts for backend '${name}'.`,
        span,
        hint: "set 'timeout connect' and 'timeout server' in the section of the ring",
      })
    }
  },
})
