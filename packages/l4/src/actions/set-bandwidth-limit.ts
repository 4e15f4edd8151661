import {
  type ArgumentReader,
  type Binder,
  custom,
  defineAction,
  type Evaluate,
  type ExpressionNode,
  type Failed,
  parseSize,
  type Reference,
  readDuration,
  verdicts,
} from '@weir/keyword'
import type { BandwidthFilter } from '../bandwidth/bandwidth-filter.ts'

/** A rule's values. Where the filter is found is settled by a pass: it has to be one of the rule's own proxy. */
export interface BandwidthRule {
  readonly filter: Reference
  readonly limit: number | ExpressionNode | null
  readonly period: number | ExpressionNode | null
}

const bandwidthRule = custom(
  'filter',
  '<filter> [limit { <size> | <expression> }] [period { <time> | <expression> }]',
  (reader): BandwidthRule | Failed => {
    const name = reader.next()
    if (name === null) return reader.fail('missing bwlim filter name', { code: 'config/missing-argument' })
    let limit: BandwidthRule['limit'] = null
    let period: BandwidthRule['period'] = null
    for (let word = reader.peek(); word !== null; word = reader.peek()) {
      if (word.text !== 'limit' && word.text !== 'period') break
      reader.next()
      const value = readValue(reader, word.text)
      if (typeof value === 'symbol') return value
      if (word.text === 'limit') limit = value
      else period = value
    }
    return { filter: { kind: 'filter', name: name.text, span: name.span, target: null }, limit, period }
  },
)

function readValue(reader: ArgumentReader, name: 'limit' | 'period'): number | ExpressionNode | Failed {
  const word = reader.peek()
  if (word === null)
    return reader.fail(`'${name}' expects a value or an expression`, { code: 'config/missing-argument' })
  const value = name === 'limit' ? parseSize(word.text) : readDuration(word.text, reader)
  if (typeof value !== 'number') return reader.host.expression(reader)
  reader.next()
  return value
}

/** Since HAProxy 2.7: the last rule that ran counts, and begins to count anew. */
export const setBandwidthLimit = defineAction({
  name: 'set-bandwidth-limit',
  summary: 'Switches a bandwidth limit on for the stream.',
  manual: '4.2',
  rulesets: ['tcp-request content', 'tcp-response content', 'http-request', 'http-response'],
  params: [bandwidthRule],
  bind([{ filter, limit, period }], binder) {
    const limitOf = bindValue(limit, binder)
    const periodOf = bindValue(period, binder)
    let found: BandwidthFilter | null = null
    return (context) => {
      // Filters are made after rules.
      found ??= binder.resolve<BandwidthFilter>(filter)
      found.enable(context.stream!, positive(limitOf(context)), positive(periodOf(context)))
      return verdicts.proceed
    }
  },
})

function bindValue(value: number | ExpressionNode | null, binder: Binder): Evaluate<number> {
  if (value === null || typeof value === 'number') return () => value
  const evaluate = binder.expression(value, 'sint')
  return (context) => {
    const result = evaluate(context)
    return result === null ? null : Number(result)
  }
}

/** What makes no sense as a limit leaves the filter's own. */
function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null
}
