import {
  type AlgorithmKeyword,
  type ArgumentReader,
  type Call,
  custom,
  defineDirective,
  FAILED,
  type Failed,
  nearest,
  type Parameter,
} from '@weir/keyword'
import type { AlgorithmFactory } from '../algorithm.ts'
import { balanceOptions } from '../options.ts'

type AlgorithmCall = Call<AlgorithmKeyword<readonly never[], AlgorithmFactory>>

/** Those that look at what follows their arguments; behind all others HAProxy ignores further words. */
const strictAlgorithms: readonly string[] = ['hash', 'uri']

const algorithm = custom('algorithm', '[<algorithm> [<arguments>]]', (reader): AlgorithmCall | null | Failed => {
  const word = reader.next()
  if (word === null) return null
  const parenthesis = word.text.indexOf('(')
  const name = parenthesis < 0 ? word.text : word.text.slice(0, parenthesis)
  const keyword = reader.host.vocabulary.algorithms.get(name)
  if (keyword === undefined) return unknownAlgorithm(reader, name)
  const inner = withSuffix(reader, word, word.text.slice(name.length))
  const values: unknown[] = []
  for (const parameter of keyword.params as readonly Parameter<unknown>[]) {
    const value = parameter.parse(inner)
    if (value === FAILED) return FAILED
    values.push(value)
  }
  if (inner.suffix !== '' && !keyword.params.some((parameter) => parameter.usage.includes('('))) {
    return reader.fail(`balance '${name}' does not take '${inner.suffix}'`)
  }
  const extra = strictAlgorithms.includes(name) ? reader.next() : null
  if (extra !== null) return reader.fail(`balance ${name} takes no other argument (got '${extra.text}').`)
  return { keyword: keyword as AlgorithmCall['keyword'], name, values, span: word.span }
})

export const balance = defineDirective({
  name: 'balance',
  summary: 'Sets the algorithm that chooses a server for each request; the default one without an argument.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: balanceOptions,
  phase: 'backend use-server, balance or stick-match rule',
  params: [algorithm],
  apply(record, [call]) {
    record.algorithm = call
  },
})

function unknownAlgorithm(reader: ArgumentReader, name: string): Failed {
  const { vocabulary } = reader.host
  const refused = vocabulary.refused('algorithm', name)
  if (refused !== null) {
    return reader.fail(`balance '${name}' is known to HAProxy, but not supported by Weir: ${refused.reason}`, {
      code: 'config/unsupported-keyword',
    })
  }
  const known = [...vocabulary.algorithms.keys()]
  const suggestion = nearest(name, known)
  return reader.fail(`balance only supports '${known.join("', '")}' options.`, {
    code: 'config/unknown-keyword',
    ...(suggestion === null ? {} : { hint: `did you mean '${suggestion}'?` }),
  })
}

/** The line's reader as the algorithm sees it: its own word, and what stands in parentheses after its name. */
function withSuffix(reader: ArgumentReader, keyword: ArgumentReader['keyword'], suffix: string): ArgumentReader {
  return {
    style: 'line',
    keyword,
    suffix,
    host: reader.host,
    peek: (ahead) => reader.peek(ahead),
    next: () => reader.next(),
    fail: (message, complaint) => reader.fail(message, complaint),
    warn: (message, complaint) => reader.warn(message, complaint),
  }
}
