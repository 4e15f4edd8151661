import { definePass, type ProxyModel } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'
import { ModelBuilder, ProxySection } from '../model.ts'

export const modeMismatch = definePass({
  name: 'mode-mismatch',
  summary: 'Refuses an HTTP frontend that sends traffic to a TCP backend, and a proxy that sends traffic to itself.',
  run({ model, report }) {
    if (!(model instanceof ModelBuilder)) return
    for (const { reference, owner, via } of model.pending) {
      const backend = reference.target
      if (via !== 'use_backend' && via !== 'default_backend') continue
      if (reference.kind !== 'backend' || !(backend instanceof ProxySection)) continue
      for (const frontend of frontendsOf(owner, model.proxies)) {
        if (frontend === backend) report(diagnostics.backendLoop(frontend.name, via, reference.span))
        else if (frontend.mode !== backend.mode && !(frontend.mode === 'tcp' && backend.mode === 'http'))
          report(diagnostics.modeMismatch(frontend, backend, via, reference.span))
      }
    }
  },
})

/** The proxies that a line counts for: its own, or all that take after its `defaults` section. */
function frontendsOf(owner: object, proxies: readonly ProxyModel[]): readonly ProxyModel[] {
  if (!(owner instanceof ProxySection)) return []
  // In a backend the line is ignored, and checked all the same.
  if (owner.kind === 'backend') return owner.isDisabled ? [] : [owner]
  const candidates = owner.kind === 'defaults' ? proxies.filter((proxy) => proxy.defaults === owner) : [owner]
  return candidates.filter((proxy) => proxy.isFrontend && !proxy.isDisabled)
}
