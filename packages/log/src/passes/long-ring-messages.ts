import { definePass } from '@weir/keyword'
import { ringOptions } from '../options.ts'

export const longRingMessages = definePass({
  name: 'long-ring-messages',
  summary: 'Warns about rings that are too small for the longest message that they are to take.',
  run({ model, report }) {
    for (const { kind, name, options, span } of model.sections) {
      if (kind !== 'ring') continue
      const { maxLengthBytes, sizeBytes } = options.get(ringOptions)
      if (maxLengthBytes === null || maxLengthBytes <= sizeBytes) continue
      report({
        code: 'log/long-ring-messages',
        severity: 'warning',
        stage: 'parsing',
        message: `ring '${name}' event max length '${maxLengthBytes}' exceeds size, forced to size '${sizeBytes}'.`,
        span,
      })
    }
  },
})
