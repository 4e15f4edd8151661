import { definePass } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'
import { ModelBuilder, ProxySection } from '../model.ts'

export const httpFormatsInTcp = definePass({
  name: 'http-formats-in-tcp',
  summary: 'Warns about log formats of a TCP proxy that show what only HTTP mode has.',
  run({ model, report }) {
    if (!(model instanceof ModelBuilder)) return
    for (const { section, what, name, span } of model.httpItems) {
      if (!(section instanceof ProxySection) || section.kind === 'defaults' || section.isDisabled) continue
      if (section.mode === 'tcp') report(diagnostics.itemNeedsHttp(what, name, section.kind, section.name, span))
    }
  },
})
