import type { Span } from '@weir/base'
import type { Complaint } from '../argument-reader.ts'
import type { FetchKeyword } from '../kinds.ts'
import type { Phase } from '../phase.ts'
import type { SampleType } from '../sample-type.ts'
import { nearest } from '../suggest.ts'
import type { Vocabulary } from '../vocabulary.ts'

interface UnknownWord extends Complaint {
  readonly code: string
  readonly message: string
}

const nouns: Readonly<Record<string, string>> = {
  fetch: 'fetch method',
  converter: 'converter',
  'log-alias': 'format alias',
}

/** What is said about expressions in more than one place. */
export const grammarFindings = {
  /** Tells an unknown word from one that HAProxy knows and Weir refuses, and from one that HAProxy has removed. */
  unknown(vocabulary: Vocabulary, slot: string, name: string, known: Iterable<string>): UnknownWord {
    const noun = nouns[slot] ?? slot
    const refused = vocabulary.refused(slot, name)
    if (refused !== null) {
      return refused.state === 'removed'
        ? { code: 'config/removed-keyword', message: `${noun} '${name}' is not supported any more: ${refused.reason}` }
        : {
            code: 'config/unsupported-keyword',
            message: `${noun} '${name}' is known to HAProxy, but not supported by Weir: ${refused.reason}`,
          }
    }
    const suggestion = nearest(name, known)
    return {
      code: `sample/unknown-${slot}`,
      message: `unknown ${noun} '${name}'`,
      ...(suggestion === null ? {} : { hint: `did you mean '${suggestion}' maybe ?` }),
    }
  },

  unavailable(name: string, keyword: FetchKeyword, where: readonly Phase[], span: Span): [string, Complaint] {
    return [
      `sample fetch '${name}' may not be reliably used here because it needs '${keyword.source}' which is not available here`,
      { code: 'sample/fetch-unavailable', span, hint: `this line is evaluated as: ${where.join(', ')}` },
    ]
  },

  cannotConvert(name: string, expects: SampleType, got: SampleType, span: Span): [string, Complaint] {
    return [
      `converter '${name}' cannot be applied: it expects a value of type ${expects}, but gets one of type ${got}`,
      { code: 'sample/type-mismatch', span },
    ]
  },
}
