import { custom, defineAlgorithm } from '@weir/keyword'
import type { AlgorithmFactory } from '../algorithm.ts'
import { impliedExpression, parenthesised, quoteArgument } from '../algorithm-arguments.ts'
import { createHashed } from '../hashed.ts'

export const hdr = defineAlgorithm({
  name: 'hdr',
  summary: 'The first value of a request header is hashed.',
  manual: '4.2',
  isDynamic: false,
  params: [
    parenthesised('name', '(<name>)', (name, reader) => {
      if (name === null || name === '') return reader.fail("'balance hdr(name)' requires an http header field name.")
      return impliedExpression(reader, `req.hdr(${quoteArgument(name)},1)`)
    }),
    custom('modifier', '[use_domain_only]', (reader) => {
      const word = reader.next()
      if (word === null) return false
      if (word.text === 'use_domain_only') return true
      return reader.fail(`balance hdr only accepts 'use_domain_only' modifier (got '${word.text}').`)
    }),
  ],
  create([node, usesDomainOnly], binder): AlgorithmFactory {
    const value = binder.expression(node, 'str')
    return createHashed('hdr', (context) => {
      const found = value(context)
      if (found === null || found === '') return null
      return usesDomainOnly ? domainOf(found) : found
    })
  },
})

/**
 * `example` of `www.example.com`: the label in front of the last dot; the whole name when there is no dot after its
 * first character. The character right before the last dot always belongs to the label (seen in the oracle).
 */
export function domainOf(host: string): string {
  const lastDot = host.lastIndexOf('.')
  if (lastDot <= 0) return host
  const start = lastDot < 2 ? 0 : host.lastIndexOf('.', lastDot - 2) + 1
  return host.slice(start, lastDot)
}
