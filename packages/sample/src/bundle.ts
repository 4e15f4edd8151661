import type { Bundle } from '@weir/keyword'
import { actions } from './actions/index.ts'
import { converters } from './converters/index.ts'
import { fetches } from './fetches/index.ts'
import { patternCheck } from './pattern/check.ts'

/** Every keyword of this package. */
export const sampleBundle: Bundle = {
  name: 'sample',
  fetches,
  converters,
  actions,
  predefinedAcls: [
    { name: 'FALSE', definition: 'always_false' },
    { name: 'TRUE', definition: 'always_true' },
  ],
  patternCheck,
  refused: [
    {
      kind: 'refused',
      slot: 'converter',
      name: 'wt6',
      state: 'unsupported',
      reason: "the hash has no specification outside of HAProxy's source",
    },
  ],
}
