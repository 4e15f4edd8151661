/** Whether and how the answer is packed (manual 7.3.6). */
import { defineFetch } from '@weir/keyword'

export const resComp = defineFetch({
  name: 'res.comp',
  summary: 'Whether the response is compressed on its way.',
  manual: '7.3.6',
  out: 'bool',
  source: 'server connection',
  needsHttp: true,
  params: [],
  bind:
    () =>
    ({ transaction }) =>
      transaction == null ? null : transaction.compression?.isActive === true,
})

export const resCompAlgo = defineFetch({
  name: 'res.comp_algo',
  summary: 'The algorithm by which the response is compressed.',
  manual: '7.3.6',
  out: 'str',
  source: 'server connection',
  needsHttp: true,
  params: [],
  bind:
    () =>
    ({ transaction }) => {
      const compression = transaction?.compression ?? null
      return compression?.isActive === true ? compression.algorithm : null
    },
})
