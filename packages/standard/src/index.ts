import { balanceBundle } from '@weir/balance'
import { controlBundle, createInertBundle } from '@weir/control'
import { healthBundle } from '@weir/health'
import { type Bundle, createVocabulary, haproxyWords, type Vocabulary } from '@weir/keyword'
import { l4Bundle } from '@weir/l4'
import { l7Bundle } from '@weir/l7'
import { logBundle } from '@weir/log'
import { sampleBundle } from '@weir/sample'
import { stickTableBundle } from '@weir/stick-table'

/** The bundles of the engines, lowest layer first, after the names of all that HAProxy has. */
const engineBundles: readonly Bundle[] = [
  haproxyWords,
  sampleBundle,
  logBundle,
  balanceBundle,
  stickTableBundle,
  l4Bundle,
  l7Bundle,
  healthBundle,
  controlBundle,
]

/** Every bundle of keywords that Weir has. Settings of `global` that change nothing come last, where no engine has them. */
export const standardBundles: readonly Bundle[] = [...engineBundles, createInertBundle(engineBundles)]

/** The vocabulary of the daemon. */
export const standardVocabulary: Vocabulary = createVocabulary(standardBundles)
