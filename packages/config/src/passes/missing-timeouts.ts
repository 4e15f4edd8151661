import { definePass, type ProxyModel } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'

export const missingTimeouts = definePass({
  name: 'missing-timeouts',
  summary: 'Warns about proxies that could wait for ever.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (proxy.isDisabled || (proxy.mode !== 'tcp' && proxy.mode !== 'http')) continue
      const missing = findMissing(proxy)
      if (missing.length > 0)
        report(
          diagnostics.missingTimeouts(proxy.kind === 'listen' ? 'proxy' : proxy.kind, proxy.name, missing, proxy.span),
        )
    }
  },
})

/** The timeouts that a proxy needs for what it does: a backend only once it has servers. */
function findMissing(proxy: ProxyModel): string[] {
  const needed: string[] = []
  if (proxy.isFrontend) needed.push('client')
  if (proxy.isBackend && proxy.declared('server').size > 0) {
    needed.push('connect')
    // A tunnel's timeout takes over from the start where there is nothing but a tunnel.
    if (proxy.mode === 'http' || proxy.lineOf('timeout tunnel') === null) needed.push('server')
  }
  return needed.filter((name) => proxy.lineOf(`timeout ${name}`) === null)
}
