import type { RefusedKeyword } from '@weir/keyword'

/** Words of this package's ground that HAProxy knows and Weir refuses. */
export const refused: readonly RefusedKeyword[] = [
  {
    kind: 'refused',
    slot: 'directive',
    name: 'peers',
    state: 'unsupported',
    reason: 'tables are not shared between processes so far',
  },
]
