import type { RefusedKeyword } from '@weir/keyword'

const refuse = (slot: string, names: readonly string[], reason: string): RefusedKeyword[] =>
  names.map((name) => ({ kind: 'refused', slot, name, state: 'unsupported', reason }))

/** Words of this package's ground that HAProxy knows and Weir refuses, or that HAProxy has removed. */
export const refused: readonly RefusedKeyword[] = [
  ...refuse('directive', ['h2-workaround-bogus-websocket-clients'], 'clients are spoken to in HTTP/1 only'),
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
