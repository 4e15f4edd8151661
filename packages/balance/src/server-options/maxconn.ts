import { defineServerOption, int } from '@weir/keyword'
import { serverOptions } from '../options.ts'

const limit = int('number', { min: 0, max: 2 ** 31 - 1, clamps: true, atEnd: 0 })

const fields = [
  ['maxconn', 'Limits concurrent connections to the server; what exceeds them waits in a queue.'],
  ['minconn', 'Sets the limit of an idle backend, which grows to maxconn as the load reaches fullconn.'],
  ['maxqueue', 'Limits the queue of the server, after which requests go to others.'],
] as const

export const maxconnOptions = fields.map(([name, summary]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: serverOptions,
    params: [limit],
    apply(record, [value]) {
      record[name] = value
    },
  }),
)
