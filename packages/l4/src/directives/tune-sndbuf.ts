/** What the kernel keeps of connections' data (manual 3.2). */
import { defineDirective, size } from '@weir/keyword'
import { processOptions } from '../options.ts'
import type { SocketBuffers } from '../socket-tuning.ts'

const settings: readonly (readonly [string, keyof SocketBuffers, string])[] = [
  ['tune.rcvbuf', 'receiveBytes', 'Sets the size of the receive buffers'],
  ['tune.sndbuf', 'sendBytes', 'Sets the size of the send buffers'],
  ['tune.notsent-lowat', 'notSentBytes', 'Limits the data that waits unsent in the kernel'],
]
const sides = [
  ['client', 'clientBuffers'],
  ['server', 'serverBuffers'],
] as const

export const tuneBuffers = settings.flatMap(([prefix, field, summary]) =>
  sides.map(([side, record]) =>
    defineDirective({
      name: `${prefix}.${side}`,
      summary: `${summary} of connections to ${side}s.`,
      manual: '3.2',
      sections: ['global'],
      options: processOptions,
      params: [size('bytes')],
      apply(options, [bytes]) {
        options[record] = { ...options[record], [field]: bytes === 0 ? null : bytes }
      },
    }),
  ),
)
