import { serverLines } from '@weir/balance'
import { definePass } from '@weir/keyword'
import { transportOptions } from '@weir/l4'
import { httpOptions } from '../options.ts'

/** What may go wrong with a request in the first packet, and is then worth another attempt. */
const needed = ['conn-failure', 'empty-response', 'response-timeout']

export const fastOpenRetries = definePass({
  name: 'fast-open-retries',
  summary: 'Warns about servers with TCP fast open whose backend does not repeat requests that it may lose.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.isDisabled) continue
      const retryOn = proxy.options.get(httpOptions).retryOn ?? []
      if (needed.every((event) => retryOn.includes(event))) continue
      for (const { name, options, span } of proxy.options.get(serverLines).serverLines) {
        if (!options.get(transportOptions).hasFastOpen) continue
        const message = `'server ${proxy.name}/${name}' : server has tfo activated, the backend should be configured with at least 'conn-failure', 'empty-response' and 'response-timeout' or we wouldn't be able to retry the connection on failure.`
        report({ code: 'l7/fast-open-without-retries', severity: 'warning', message, span })
      }
    }
  },
})
