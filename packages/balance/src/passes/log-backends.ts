import { definePass, type ProxyModel } from '@weir/keyword'
import { balanceOptions, serverLines } from '../options.ts'

const logAlgorithms: readonly string[] = ['roundrobin', 'random', 'sticky', 'log-hash']

/** What is only for backends that take log messages, and what those cannot have. */
export const logBackends = definePass({
  name: 'log-backends',
  summary: "Checks algorithms and addresses of backends in 'mode log', and keeps theirs out of other ones.",
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.isDisabled) continue
      const { algorithm, hashType } = proxy.options.get(balanceOptions)
      const span = algorithm?.span ?? proxy.span
      if (proxy.mode !== 'log') {
        if (algorithm?.name === 'log-hash') {
          const message = `Unusable balance algorithm for backend '${proxy.name}' (needs 'mode log'). Falling back to round robin.`
          report({ code: 'balance/needs-log-mode', severity: 'warning', message, span })
        }
        for (const { line, message } of datagramServers(proxy))
          report({ code: 'balance/datagram-server', severity: 'alert', message, span: line })
        continue
      }
      if (algorithm !== null && !logAlgorithms.includes(algorithm.name)) {
        const message = `in backend '${proxy.name}': "balance" only supports 'roundrobin', 'random', 'sticky' and 'log-hash'.`
        report({ code: 'balance/not-for-logs', severity: 'alert', message, span })
      } else if (algorithm?.name === 'log-hash' && hashType.method !== 'map-based') {
        const message = `log backend '${proxy.name}': failed to initialize: unsupported hash method (from "hash-type").`
        report({ code: 'balance/not-for-logs', severity: 'alert', message, span })
      }
    }
  },
})

function datagramServers(proxy: ProxyModel) {
  return proxy.options
    .get(serverLines)
    .serverLines.filter(({ address }) => address.isDatagram)
    .map(({ name, span }) => ({
      line: span,
      message: `'server ${name}' : a datagram address is for backends in 'mode log' alone`,
    }))
}
