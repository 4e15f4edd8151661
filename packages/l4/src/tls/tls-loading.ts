import { definePass } from '@weir/keyword'
import { certificateStore } from './certificate-store.ts'
import { loadFrontend, loadListeners } from './load-listeners.ts'
import { loadServerLines, loadServers } from './load-servers.ts'
import { Loader } from './loader.ts'
import { certificateStoreOptions, sectionTlsLines, tlsProcessOptions } from './options.ts'

/**
 * Loads what lines say of TLS: certificates, authorities, keys. The first thing wrong with a line is reported, as HAProxy
 * does, and the line then has no settings.
 */
export const tlsLoading = definePass({
  name: 'tls-loading',
  summary: 'Loads certificates and authorities, and settles what listeners and servers negotiate.',
  run({ model, files, report }) {
    if (files === undefined) return
    const options = model.global.options.get(tlsProcessOptions)
    const problem = options.issuersPath === null ? null : directoryProblem(files.list(options.issuersPath))
    if (problem !== null) {
      report({
        code: 'l4/tls',
        severity: 'alert',
        stage: 'parsing',
        message: `global statement 'issuers-chain-path': ${options.issuersPath} ${problem}.`,
        span: model.global.lineOf('issuers-chain-path'),
      })
    }
    const loader = new Loader(model.global.options.get(certificateStore).store, files, options, (message) =>
      report({ code: 'l4/tls', severity: 'warning', message, span: model.global.lineOf('issuers-chain-path') }),
    )
    for (const section of model.sections) {
      if (section.kind !== 'crt-store') continue
      const { certificateBase, keyBase, certificates } = section.options.get(certificateStoreOptions)
      for (const certificate of certificates) {
        const { span } = certificate
        const warn = (message: string): void =>
          report({ code: 'l4/tls', severity: 'warning', stage: 'parsing', message, span })
        const loaded = loader.stored({ name: section.name, certificateBase, keyBase }, certificate, warn)
        if ('error' in loaded) {
          const message = `'load' in section 'crt-store': ${loaded.error}`
          report({ code: 'l4/tls', severity: 'alert', stage: 'parsing', message, span })
        }
      }
    }
    for (const proxy of model.proxies) {
      if (proxy.isFrontend) loadFrontend(proxy, loader, options, report)
      if (proxy.isBackend) loadServers(proxy, loader, options, report)
    }
    for (const section of model.sections) {
      const { binds, servers } = section.options.get(sectionTlsLines)
      const { kind, name } = section
      const lines = { kind, name, mode: 'tcp', options: section.options } as const
      loadListeners(lines, binds, loader, options, report)
      loadServerLines(lines, servers, loader, options, report)
    }
  },
})

function directoryProblem(found: { readonly names: readonly string[] } | { readonly error: string }): string | null {
  return 'names' in found ? null : 'is not a directory'
}
