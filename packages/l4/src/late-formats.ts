import { definePass, type LogFormatNode } from '@weir/keyword'
import { proxyOptions, streamLogOptions } from './options.ts'

/** The formats of a frontend's logs and of its dynamic backends count once the frontend is complete. */
export const lateFormats = definePass({
  name: 'late-formats',
  summary: 'Refuses wrong formats of logs and of names of backends, in the frontends that use them.',
  run({ model, report }) {
    const reported = new Set<LogFormatNode>()
    for (const proxy of model.proxies) {
      if (!proxy.isFrontend || proxy.isDisabled) continue
      const { format, structuredData, errorFormat } = proxy.options.get(streamLogOptions)
      const targets = proxy.options.get(proxyOptions).useBackend.map(({ target }) => target)
      for (const node of [...targets, format, structuredData, errorFormat]) {
        if (node === null || typeof node === 'string' || !('items' in node) || reported.has(node)) continue
        reported.add(node)
        for (const fault of node.faults ?? []) report({ ...fault, showsPlace: true })
      }
    }
  },
})
