import { serverLines, serverOptions } from '@weir/balance'
import { definePass } from '@weir/keyword'
import { httpOptions, httpServerOptions } from '../options.ts'

export const serverWordsInTcp = definePass({
  name: 'server-words-in-tcp',
  summary: 'Warns about cookies of servers outside HTTP mode, and refuses redirect prefixes there.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.mode === 'http' || proxy.isDisabled) continue
      const owner = `${proxy.kind === 'listen' ? 'proxy' : proxy.kind} '${proxy.name}'`
      const { cookie, dynamicCookieKey } = proxy.options.get(httpOptions)
      const givesCookies = cookie?.isDynamic === true && dynamicCookieKey !== null
      for (const { name, options, span, address } of proxy.options.get(serverLines).serverLines) {
        // A dynamic cookie is made of the address and port of a server.
        const hasCookie = givesCookies && address.address?.kind !== 'unix'
        if (hasCookie || options.get(serverOptions).cookie !== null)
          report({
            code: 'l7/server-cookie-in-tcp',
            severity: 'warning',
            message: `${owner} : ignoring cookie for server '${name}' as HTTP mode is disabled.`,
            span,
          })
        if (options.get(httpServerOptions).redirectPrefix !== null)
          report({
            code: 'l7/redirect-prefix-in-tcp',
            severity: 'alert',
            message: `${owner} : server cannot have cookie or redirect prefix in non-HTTP mode.`,
            span,
          })
      }
    }
  },
})
