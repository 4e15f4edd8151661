import { custom, defineFilter, type Failed } from '@weir/keyword'

const flags: readonly string[] = ['random-parsing', 'random-forwarding', 'hexdump', 'quiet']

/** Reads and checks the arguments, then refuses them. */
const traceArguments = custom(
  'arguments',
  '[name <name>] [random-forwarding] [hexdump] [quiet]',
  (reader): null | Failed => {
    for (let word = reader.peek(); word !== null; word = reader.peek()) {
      if (word.text === 'name') {
        reader.next()
        if (reader.next() === null) return reader.fail("'trace' : 'name' option without value")
      } else if (flags.includes(word.text)) reader.next()
      else return null
    }
    return reader.fail(
      "'trace' is known to HAProxy, but not supported by Weir: it prints the calls of HAProxy's own filter interface",
      { code: 'config/unsupported-keyword', span: reader.keyword.span },
    )
  },
)

/** Known for its grammar alone: what it prints means nothing outside HAProxy. Manual 9.1. */
export const trace = defineFilter({
  name: 'trace',
  summary: "Would print the calls of HAProxy's filter interface.",
  manual: '9.1',
  params: [traceArguments],
  create: (_values, _binder, { id }) => ({ id }),
})
