import { serverLines } from '@weir/balance'
import { definePass, type ProxyModel } from '@weir/keyword'
import { proxyOptions } from './options.ts'

/** A `listen` section with a `default_backend` sends its own servers nothing. */
export const unreachedServers = definePass({
  name: 'unreached-servers',
  summary: 'Warns about servers of a proxy whose default backend is another.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.isDisabled) continue
      // In a backend the line has been called ignored, and HAProxy says this all the same.
      const { defaultBackend } = (proxy.isFrontend ? proxy.options : (proxy.ignored ?? proxy.options)).get(proxyOptions)
      const target = defaultBackend?.target ?? null
      if (
        defaultBackend === null ||
        target === null ||
        target === proxy ||
        // What has been refused is not looked at.
        (proxy.mode === 'http' && (target as ProxyModel).mode !== 'http') ||
        proxy.options.get(serverLines).serverLines.length === 0
      )
        continue
      report({
        code: 'l4/unreached-servers',
        severity: 'warning',
        message: `In proxy '${proxy.name}', the 'default_backend' rule always has precedence over the servers, which will never be used.`,
        span: defaultBackend.span,
      })
    }
  },
})
