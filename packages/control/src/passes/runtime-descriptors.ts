import { definePass } from '@weir/keyword'
import { runtimeSocketOptions } from '../options.ts'

/** A `stats socket fd@N` needs a socket that the parent process left open. */
export const runtimeDescriptors = definePass({
  name: 'runtime-descriptors',
  summary: "Refuses 'stats socket fd@<number>' of what is no socket.",
  run({ model, host, report }) {
    for (const { fd, span } of model.global.options.get(runtimeSocketOptions).sockets) {
      if (fd === null || host?.isSocket?.(fd) !== false) continue
      report({
        stage: 'parsing',
        code: 'control/no-socket',
        severity: 'alert',
        message: `'stats socket' : cannot use file descriptor '${fd}' : it is no socket`,
        span,
      })
    }
  },
})
