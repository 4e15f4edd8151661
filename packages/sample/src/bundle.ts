import type { Bundle } from '@weir/keyword'
import { converters } from './converters/index.ts'
import { fetches } from './fetches/index.ts'

/** Every keyword of this package. */
export const sampleBundle: Bundle = {
  name: 'sample',
  fetches,
  converters,
}
