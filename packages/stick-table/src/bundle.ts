import type { Bundle } from '@weir/keyword'
import { actions } from './actions/index.ts'
import { converters } from './converters/index.ts'
import { directives } from './directives/index.ts'
import { fetches } from './fetches/index.ts'
import { trackingNumbers } from './tracking-numbers.ts'
import { writeToTables } from './write-to-tables.ts'

/** Everything a configuration can say about stick tables, tracked counters and stickiness to servers. */
export const stickTableBundle: Bundle = {
  name: 'stick-table',
  directives,
  actions,
  fetches,
  converters,
  passes: [trackingNumbers, writeToTables],
}
