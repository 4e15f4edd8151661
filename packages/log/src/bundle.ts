import type { Bundle } from '@weir/keyword'
import { directives } from './directives/index.ts'

/** The keywords of this package. */
export const logBundle: Bundle = {
  name: 'log',
  directives,
  refused: [
    {
      kind: 'refused',
      slot: 'directive',
      name: 'backing-file',
      state: 'unsupported',
      reason: 'rings are kept in memory only',
    },
  ],
}
