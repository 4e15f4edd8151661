import { defineAlgorithm } from '@weir/keyword'
import type { AlgorithmFactory } from '../algorithm.ts'
import { impliedExpression, parenthesised, quoteArgument } from '../algorithm-arguments.ts'
import { createHashed } from '../hashed.ts'

export const rdpCookie = defineAlgorithm({
  name: 'rdp-cookie',
  summary: 'The RDP cookie of the request, by default mstshash, is hashed.',
  manual: '4.2',
  isDynamic: false,
  params: [
    parenthesised('name', '[(<name>)]', (name, reader) => {
      if (name === '') return reader.fail("'balance rdp-cookie(name)' requires a cookie name.")
      return impliedExpression(reader, `req.rdp_cookie(${quoteArgument(name ?? 'mstshash')})`)
    }),
  ],
  create([node], binder): AlgorithmFactory {
    return createHashed('rdp-cookie', binder.expression(node, 'str'))
  },
})
