import { definePass } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'
import { readsRawData } from '../line-host.ts'
import { ModelBuilder, ProxySection } from '../model.ts'

/** The lines whose conditions HAProxy looks at for this, apart from rulesets. */
const directives = new Set(['use_backend', 'use-server', 'stick match', 'stick on', 'stick store-request'])

export const rawDataInHttp = definePass({
  name: 'raw-data-in-http',
  summary: 'Warns about conditions of an HTTP proxy that look at bytes, of which HTTP mode shows none.',
  run({ model, report }) {
    if (!(model instanceof ModelBuilder)) return
    for (const { condition, section, directive } of model.conditions) {
      if (!(section instanceof ProxySection) || section.mode !== 'http' || section.isDisabled) continue
      if (!directives.has(directive) && !/^(http|tcp)-(request|response|after-response)/.test(directive)) continue
      const raw = condition.alternatives
        .flat()
        .flatMap(({ acls }) => acls)
        .find(({ expression }) => readsRawData(expression.fetch.keyword))
      if (raw !== undefined)
        report(diagnostics.rawDataInCondition(section.name, raw.expression.fetch.name, condition.span))
    }
  },
})
