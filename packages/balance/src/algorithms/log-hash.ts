import { custom, defineAlgorithm, defineFetch, type ExpressionNode, FAILED, type Failed } from '@weir/keyword'
import type { AlgorithmFactory } from '../algorithm.ts'
import { impliedExpression } from '../algorithm-arguments.ts'
import { createHashed } from '../hashed.ts'

/** What the converters begin with. In no bundle: configurations cannot name it. */
const logMessage = defineFetch({
  name: 'log-message',
  summary: 'The text of a log message.',
  manual: '4.2',
  out: 'str',
  source: 'constant',
  params: [],
  bind: () => (context) => context.logMessage ?? null,
})

const converters = custom('converters', '<converter>[,<converter>]*', (reader): ExpressionNode | Failed => {
  const word = reader.next()
  if (word === null) return reader.fail("'balance log-hash' requires a converter list.")
  const node = impliedExpression(reader, `str(-),${word.text}`)
  return node === FAILED ? FAILED : { ...node, fetch: { ...node.fetch, keyword: logMessage, values: [] } }
})

export const logHash = defineAlgorithm({
  name: 'log-hash',
  summary: "What converters make of a log message is hashed; in backends in 'mode log'.",
  manual: '4.2',
  isDynamic: false,
  params: [converters],
  create([node], binder): AlgorithmFactory {
    return createHashed('log-hash', binder.expression(node, 'bin'))
  },
})
