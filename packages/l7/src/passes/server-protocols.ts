import { serverLines } from '@weir/balance'
import { definePass } from '@weir/keyword'
import { httpServerOptions } from '../options.ts'

export const serverProtocols = definePass({
  name: 'server-protocols',
  summary: 'Checks that servers are spoken to in a protocol for the mode of their backend.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.isDisabled) continue
      const isHttp = proxy.mode === 'http'
      for (const { name, span, options } of proxy.options.get(serverLines).serverLines) {
        const { protocol } = options.get(httpServerOptions)
        if (protocol === null || (protocol !== 'none') === isHttp) continue
        const message = `backend '${proxy.name}' : MUX protocol '${protocol}' is not usable for server '${name}'.`
        report({ code: 'http/server-protocol', severity: 'alert', message, span })
      }
    }
  },
})
