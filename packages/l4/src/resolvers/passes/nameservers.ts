import { definePass } from '@weir/keyword'
import { resolversOptions } from '../options.ts'

export const nameservers = definePass({
  name: 'nameservers',
  summary: 'Warns about resolvers sections that have nobody to ask.',
  run({ model, report }) {
    for (const { kind, name, options, span } of model.sections) {
      if (kind !== 'resolvers' || options.get(resolversOptions).nameservers.length > 0) continue
      report({
        code: 'l4/no-nameservers',
        severity: 'warning',
        message: `resolvers '${name}' [${span.file}:${span.line}] has no nameservers configured!`,
        span,
      })
    }
  },
})
