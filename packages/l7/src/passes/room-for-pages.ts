import { definePass } from '@weir/keyword'
import { processOptions } from '@weir/l4'
import { bufferedBytesOf, defaultReplies } from '../reply.ts'

/** Pages that came after 2.6, none of which is the longest: they decide nothing. */
const laterPages: ReadonlySet<number> = new Set([414, 431])

export const roomForPages = definePass({
  name: 'room-for-pages',
  summary: 'Refuses buffers that do not hold the built-in error pages.',
  run({ model, report }) {
    const { options, span } = model.global
    const { bufferSizeBytes } = options.get(processOptions)
    for (const [status, reply] of defaultReplies) {
      if (laterPages.has(status) || bufferedBytesOf(reply) <= bufferSizeBytes) continue
      const message = `invalid default message for HTTP return code ${status}: no room for it in a buffer of ${bufferSizeBytes} bytes`
      report({ code: 'l7/no-room-for-page', severity: 'alert', message, span })
    }
  },
})
