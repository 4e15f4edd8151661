import { defineAlgorithm, type ExpressionNode, FAILED, int, optional, type Parameter } from '@weir/keyword'
import type { AlgorithmFactory } from '../algorithm.ts'
import { impliedExpression, quoteArgument } from '../algorithm-arguments.ts'
import { createHashed } from '../hashed.ts'

export interface UrlParamValues {
  readonly query: ExpressionNode
  /** The same parameter in the body of a POST request; null without `check_post`. */
  readonly body: { readonly method: ExpressionNode; readonly value: ExpressionNode } | null
}

const limit = optional(int('max_wait', { min: 0 }))

const urlParamArguments: Parameter<UrlParamValues> = {
  name: 'param',
  type: 'string',
  isOptional: false,
  usage: '<param> [check_post]',
  parse(reader) {
    const name = reader.next()
    if (name === null) return reader.fail("'balance url_param' requires an URL parameter name.")
    const query = impliedExpression(reader, `url_param(${quoteArgument(name.text)})`)
    if (query === FAILED) return FAILED
    const modifier = reader.next()
    if (modifier === null) return { query, body: null }
    if (modifier.text !== 'check_post')
      return reader.fail(`balance url_param only accepts 'check_post' modifier (got '${modifier.text}').`)
    // A number of bytes to wait for was once read here; it is still accepted and has no effect.
    if (limit.parse(reader) === FAILED) return FAILED
    const method = impliedExpression(reader, 'method')
    const value = impliedExpression(reader, `req.body_param(${quoteArgument(name.text)})`)
    return method === FAILED || value === FAILED ? FAILED : { query, body: { method, value } }
  },
}

export const urlParam = defineAlgorithm({
  name: 'url_param',
  summary: 'A parameter of the query string, or of a POST form with check_post, is hashed.',
  manual: '4.2',
  isDynamic: false,
  params: [urlParamArguments],
  create([{ query, body }], binder): AlgorithmFactory {
    const fromQuery = binder.expression(query, 'str')
    if (body === null) return createHashed('url_param', fromQuery)
    const method = binder.expression(body.method, 'str')
    const fromBody = binder.expression(body.value, 'str')
    return createHashed(
      'url_param',
      (context) => fromQuery(context) ?? (method(context) === 'POST' ? fromBody(context) : null),
      true,
    )
  },
})
