import { definePass } from '@weir/keyword'
import { lacksHttp } from '../layer7-hash.ts'
import { balanceOptions } from '../options.ts'

export const layer7HashInTcp = definePass({
  name: 'layer7-hash-in-tcp',
  summary: 'Warns about algorithms that need HTTP in proxies without it.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.isDisabled || !lacksHttp(proxy)) continue
      report({
        code: 'balance/layer7-hash-in-tcp',
        severity: 'warning',
        message: `Layer 7 hash not possible for proxy '${proxy.name}' (needs 'mode http'). Falling back to round robin.`,
        span: proxy.options.get(balanceOptions).algorithm!.span,
      })
    }
  },
})
