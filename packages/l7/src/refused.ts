import type { RefusedKeyword } from '@weir/keyword'

/** Words of this package's ground that HAProxy knows and Weir refuses, or that HAProxy has removed. */
export const refused: readonly RefusedKeyword[] = [
  {
    kind: 'refused',
    slot: 'directive',
    name: 'option forceclose',
    state: 'removed',
    reason: "not supported any more since HAProxy 2.0, remove it, or use 'option httpclose' if absolutely needed",
  },
  {
    kind: 'refused',
    slot: 'directive',
    name: 'option http-tunnel',
    state: 'removed',
    reason: "not supported any more since HAProxy 2.1, remove it, it shouldn't be needed",
  },
]
