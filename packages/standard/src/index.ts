import { balanceBundle } from '@weir/balance'
import { controlBundle } from '@weir/control'
import { type Bundle, createVocabulary, haproxyWords, type Vocabulary } from '@weir/keyword'
import { l4Bundle } from '@weir/l4'
import { l7Bundle } from '@weir/l7'
import { logBundle } from '@weir/log'
import { sampleBundle } from '@weir/sample'

/** Every bundle of keywords that Weir has, lowest layer first, after the names of all that HAProxy has. The one list. */
export const standardBundles: readonly Bundle[] = [
  haproxyWords,
  sampleBundle,
  logBundle,
  balanceBundle,
  l4Bundle,
  l7Bundle,
  controlBundle,
]

/** The vocabulary of the daemon. */
export const standardVocabulary: Vocabulary = createVocabulary(standardBundles)
