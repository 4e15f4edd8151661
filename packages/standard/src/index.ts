import { balanceBundle } from '@weir/balance'
import { controlBundle, createInertBundle } from '@weir/control'
import { healthBundle } from '@weir/health'
import { type Bundle, createVocabulary, type Vocabulary } from '@weir/keyword'
import { l4Bundle } from '@weir/l4'
import { l7Bundle } from '@weir/l7'
import { logBundle } from '@weir/log'
import { sampleBundle } from '@weir/sample'
import { stickTableBundle } from '@weir/stick-table'
import { createRefusedBundle } from './haproxy/refused.ts'

export { type CoveredGroup, type CoveredRow, coverageOf, type Standing } from './haproxy/coverage.ts'
export { createRefusedBundle } from './haproxy/refused.ts'
export { type RowGroup, rowGroups } from './haproxy/rows.ts'
export { servicesOf } from './haproxy/services.ts'

/** The bundles of the engines, lowest layer first. */
const engines: readonly Bundle[] = [
  sampleBundle,
  logBundle,
  balanceBundle,
  stickTableBundle,
  l4Bundle,
  l7Bundle,
  healthBundle,
  controlBundle,
]

const effective: readonly Bundle[] = [...engines, createInertBundle(engines)]

/**
 * Every bundle of keywords that Weir has: what it refuses of HAProxy's words, the engines, what is read without effect.
 * The one list.
 */
export const standardBundles: readonly Bundle[] = [createRefusedBundle(effective), ...effective]

/** The vocabulary of the daemon. */
export const standardVocabulary: Vocabulary = createVocabulary(standardBundles)
