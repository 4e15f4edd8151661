import { definePass, type SectionModel } from '@weir/keyword'

/** A log forwarder is a proxy of its own, and shares no name with another one. */
export const logForwardNames = definePass({
  name: 'log-forward-names',
  summary: 'Refuses log forwarders that are named like a proxy, and warns of those named like `defaults`.',
  run({ model, report }) {
    for (const section of model.sections) {
      if (section.kind !== 'log-forward') continue
      for (const proxy of [...model.proxies, ...model.defaults]) {
        if (proxy.name !== section.name) continue
        const [first, second] = proxy.span.line < section.span.line ? [proxy, section] : [section, proxy]
        report({
          code: 'log/log-forward-names',
          severity: proxy.kind === 'defaults' ? 'warning' : 'alert',
          stage: 'parsing',
          message: `${describe(second)} has the same name as ${describe(first)} declared at ${first.span.file}:${first.span.line}.`,
          span: second.span,
        })
      }
    }
  },
})

const describe = ({ kind, name }: SectionModel): string =>
  kind === 'log-forward' ? `log forward section '${name}'` : `${kind} '${name}'`
