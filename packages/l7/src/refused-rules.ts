import type { RefusedKeyword } from '@weir/keyword'

const refuse = (slot: string, names: readonly string[], reason: string): RefusedKeyword[] =>
  names.map((name) => ({ kind: 'refused', slot, name, state: 'unsupported', reason }))

/** Words of rules and expressions that HAProxy knows and Weir refuses. */
export const refusedInRules: readonly RefusedKeyword[] = [
  ...refuse('action', ['send-spoe-group'], 'SPOE is not spoken'),
  ...refuse('action', ['ot-group'], 'the filter for OpenTracing is gone from HAProxy 3.5'),
  ...refuse('action', ['del-headers-bin'], 'the form of its list is not documented, use `del-header`'),
  ...refuse(
    'fetch',
    ['internal.htx_blk.hdrname', 'internal.htx_blk.hdrval', 'distcc_body', 'distcc_param'],
    'it looks into structures that Weir does not have',
  ),
]
