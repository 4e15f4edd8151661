/** Whether the answer comes from a cache (manual 7.3.6). */
import { defineFetch } from '@weir/keyword'

export const resCacheHit = defineFetch({
  name: 'res.cache_hit',
  summary: 'Whether the response comes from a cache.',
  manual: '7.3.6',
  out: 'bool',
  source: 'server',
  needsHttp: true,
  params: [],
  bind:
    () =>
    ({ transaction }) =>
      transaction == null ? null : (transaction.cache?.hit ?? null) !== null,
})

export const resCacheName = defineFetch({
  name: 'res.cache_name',
  summary: 'The cache that the response comes from.',
  manual: '7.3.6',
  out: 'str',
  source: 'server',
  needsHttp: true,
  params: [],
  bind:
    () =>
    ({ transaction }) =>
      transaction?.cache?.hit?.name ?? null,
})
