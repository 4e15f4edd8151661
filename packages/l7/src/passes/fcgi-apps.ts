import { serverLines } from '@weir/balance'
import { definePass } from '@weir/keyword'
import { fcgiAppOptions } from '../fcgi/options.ts'
import { httpOptions, httpServerOptions } from '../options.ts'

export const fcgiApps = definePass({
  name: 'fcgi-apps',
  summary: 'Checks that applications have a document root, servers that speak FastCGI an application, and the reverse.',
  run({ model, report }) {
    for (const section of model.sections) {
      if (section.kind !== 'fcgi-app' || section.options.get(fcgiAppOptions).docroot !== null) continue
      const message = `fcgi-app '${section.name}' : no docroot configured.`
      report({ code: 'http/fcgi-docroot', severity: 'alert', message, span: section.span })
    }
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.isDisabled) continue
      const { fcgiApp } = proxy.options.get(httpOptions)
      const servers = proxy.options
        .get(serverLines)
        .serverLines.filter(({ options }) => options.get(httpServerOptions).protocol === 'fcgi')
      const alert = (message: string, span = proxy.span): void =>
        report({ code: 'http/fcgi-servers', severity: 'alert', message, span })
      for (const { name, span } of servers) {
        if (proxy.mode === 'http' && fcgiApp === null) {
          alert(`proxy '${proxy.name}': FCGI server '${name}' has no FCGI app configured.`, span)
        }
      }
      if (fcgiApp !== null && servers.length === 0)
        alert(`proxy '${proxy.name}': FCGI app configured but no FCGI server found.`, fcgiApp.span)
    }
  },
})
