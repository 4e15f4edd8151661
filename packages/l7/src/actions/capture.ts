/** `capture`: keeps a sample for the log (manual 4.2, `http-request capture` and `tcp-request content`). */
import {
  custom,
  defineAction,
  expression,
  type Failed,
  parseInteger,
  parseLeadingInteger,
  verdicts,
} from '@weir/keyword'
import { keepCapture, keepText } from '../captures.ts'

/** Where a captured sample goes. A `len` asks for a slot of its own, which is numbered when the rules are bound. */
export interface CaptureSlot {
  /** Null for `id`. */
  readonly maxLength: number | null
  index: number
}

const slot = custom('slot', '{ len <length> | id <id> }', (reader): CaptureSlot | Failed => {
  const word = reader.next()
  if (word?.text !== 'len' && word?.text !== 'id') return reader.fail("expects 'len' or 'id'")
  const value = reader.next()
  const parse = word.text === 'len' ? parseLeadingInteger : parseInteger
  const number = value === null ? null : parse(value.text)
  if (number === null || number < 0 || (word.text === 'len' && number === 0)) {
    return reader.fail(`'${word.text}' expects a positive number, but got '${value?.text ?? ''}'`)
  }
  return word.text === 'len' ? { maxLength: number, index: -1 } : { maxLength: null, index: number }
})

export const capture = defineAction({
  name: 'capture',
  summary: 'Keeps a sample in a capture slot, for the log and for `capture` fetches.',
  manual: '4.2',
  rulesets: ['tcp-request content', 'http-request', 'http-response', 'http-after-response'],
  params: [expression('sample', 'str'), slot],
  check([, { maxLength }], complain, ruleset) {
    if (ruleset === 'tcp-request content') {
      if (maxLength === null) complain("a positive 'len' argument is mandatory")
    } else if (ruleset !== 'http-request' && maxLength !== null)
      complain("'len' is only usable in 'http-request' rules")
  },
  bind([node, target], binder, ruleset) {
    const evaluate = binder.expression(node, 'str')
    const isResponse = ruleset !== 'http-request'
    return (context) => {
      const value = evaluate(context)
      if (value === null)
        return context.isIncomplete === true && context.isFinal !== true ? verdicts.wait : verdicts.proceed
      if (target.maxLength !== null) keepText(context.stream!, target.index, value.slice(0, target.maxLength))
      else keepCapture(context.transaction!, isResponse, target.index, value)
      return verdicts.proceed
    }
  },
})
