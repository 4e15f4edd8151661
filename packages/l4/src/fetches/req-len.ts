import { defineFetch, type SampleContext } from '@weir/keyword'
import { type Direction, inspectedBytes, needsMore } from '../inspected-bytes.ts'

const lengthOf = (direction: Direction) => (context: SampleContext) => {
  const length = inspectedBytes(context, direction)?.length ?? null
  // More may come, so a comparison that fails is not final; one that holds is.
  if (length !== null) needsMore(context)
  return length
}

/** How much is in the buffers (manual 7.3.5). */
export const lengthFetches = [
  defineFetch({
    name: 'req.len',
    aliases: ['req_len'],
    summary: 'Counts the bytes of the client that are in the buffer.',
    manual: '7.3.5',
    out: 'sint',
    source: 'request',
    params: [],
    bind: () => lengthOf('request'),
  }),
  defineFetch({
    name: 'res.len',
    summary: 'Counts the bytes of the server that are in the buffer.',
    manual: '7.3.5',
    out: 'sint',
    source: 'response',
    params: [],
    bind: () => lengthOf('response'),
  }),
]
