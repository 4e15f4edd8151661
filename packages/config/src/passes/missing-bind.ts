import { definePass } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'

export const missingBind = definePass({
  name: 'missing-bind',
  summary: 'Warns about frontends that listen nowhere.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isFrontend || proxy.isDisabled || proxy.lineOf('bind') !== null) continue
      report(diagnostics.missingBind(proxy.kind === 'listen' ? 'proxy' : proxy.kind, proxy.name, proxy.span))
    }
  },
})
