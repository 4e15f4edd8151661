import {
  type ArgumentReader,
  custom,
  defineFilter,
  type ExpressionNode,
  FAILED,
  type Failed,
  type Parameter,
  parseSize,
  type Reference,
  readDuration,
} from '@weir/keyword'
import { bindTable } from '@weir/stick-table'
import { BandwidthFilter, type Way } from '../bandwidth/bandwidth-filter.ts'

/** What one line says. */
export interface BandwidthLine {
  readonly id: string
  readonly limit:
    | { readonly kind: 'stream'; readonly bytes: number; readonly periodMs: number }
    | { readonly kind: 'shared'; readonly bytes: number; readonly key: ExpressionNode; readonly table: Reference }
  readonly minBytes: number
}

interface Words {
  limit: number | null
  defaultLimit: number | null
  defaultPeriodMs: number | null
  minBytes: number
  key: ExpressionNode | null
  table: Reference | null
}

/** What each word reads. */
const readers: Readonly<Record<string, (reader: ArgumentReader, words: Words) => Failed | null>> = {
  limit: (reader, words) => readBytes(reader, 'limit', (bytes) => void (words.limit = bytes)),
  'default-limit': (reader, words) => readBytes(reader, 'default-limit', (bytes) => void (words.defaultLimit = bytes)),
  'min-size': (reader, words) => readBytes(reader, 'min-size', (bytes) => void (words.minBytes = bytes)),
  'default-period'(reader, words) {
    const word = reader.next()
    const periodMs = word === null ? null : readDuration(word.text, reader)
    if (typeof periodMs !== 'number') return reader.fail("'default-period' expects a time")
    words.defaultPeriodMs = periodMs
    return null
  },
  key(reader, words) {
    if (reader.peek() === null) return reader.fail("'key' expects an expression", { code: 'config/missing-argument' })
    const key = reader.host.expression(reader)
    if (key === FAILED) return FAILED
    words.key = key as ExpressionNode
    return null
  },
  table(reader, words) {
    const word = reader.next()
    if (word === null) return reader.fail("'table' expects a name", { code: 'config/missing-argument' })
    words.table = reader.host.reference('table', word.text, word.span)
    return null
  },
}

function readBytes(reader: ArgumentReader, name: string, set: (bytes: number) => void): Failed | null {
  const word = reader.next()
  const bytes = word === null ? null : parseSize(word.text)
  if (typeof bytes !== 'number') return reader.fail(`'${name}' expects a size`)
  set(bytes)
  return null
}

const bandwidthLine: Parameter<BandwidthLine> = custom(
  'settings',
  '<name> { default-limit <size> default-period <time> | limit <size> key <expression> [table <table>] } [min-size <size>]',
  (reader): BandwidthLine | Failed => {
    const name = reader.next()
    if (name === null) return reader.fail('expects a <name> argument', { code: 'config/missing-argument' })
    const words: Words = { limit: null, defaultLimit: null, defaultPeriodMs: null, minBytes: 0, key: null, table: null }
    for (let word = reader.peek(); word !== null; word = reader.peek()) {
      const read = readers[word.text]
      if (read === undefined) break
      reader.next()
      if (read(reader, words) === FAILED) return FAILED
    }
    return finish(reader, name.text, words)
  },
)

function finish(reader: ArgumentReader, id: string, words: Words): BandwidthLine | Failed {
  const { limit, defaultLimit, defaultPeriodMs, minBytes, key, table } = words
  const missing = (name: string): Failed =>
    reader.fail(`<${name}> option is missing`, { code: 'config/missing-argument', span: reader.keyword.span })
  if (limit !== null || key !== null || table !== null) {
    if (defaultLimit !== null || defaultPeriodMs !== null)
      return reader.fail("'default-limit' and 'default-period' are for limits of single streams, without 'key'", {
        span: reader.keyword.span,
      })
    // As HAProxy: a limit of 0 is none.
    if (limit === null || limit === 0) return missing('limit')
    if (key === null) return missing('key')
    const shared = table ?? reader.host.reference('table', '', reader.keyword.span)
    return { id, limit: { kind: 'shared', bytes: limit, key, table: shared }, minBytes }
  }
  if (defaultLimit === null || defaultLimit === 0) return missing('default-limit')
  if (defaultPeriodMs === null || defaultPeriodMs === 0) return missing('default-period')
  return { id, limit: { kind: 'stream', bytes: defaultLimit, periodMs: defaultPeriodMs }, minBytes }
}

const rows: readonly (readonly [string, Way, string])[] = [
  ['bwlim-in', 'request', 'from clients'],
  ['bwlim-out', 'response', 'to clients'],
]

/** Since HAProxy 2.7. Switched on by `set-bandwidth-limit`. */
export const bandwidthFilters = rows.map(([name, way, whence]) =>
  defineFilter({
    name,
    summary: `Limits how fast data comes ${whence}.`.replace('comes to', 'goes to'),
    manual: '9.7',
    params: [bandwidthLine],
    identify: ([line]) => line.id,
    describeDuplicate: (id, proxyName) => `bwlim filter '${id}' already declared for proxy '${proxyName}'`,
    create([{ id, limit, minBytes }], binder) {
      if (limit.kind === 'stream') return new BandwidthFilter(id, way, limit, minBytes)
      const { bytes, key, table } = limit
      const evaluate = binder.expression(key)
      return new BandwidthFilter(
        id,
        way,
        { kind: 'shared', bytes, table: bindTable(table, binder), key: evaluate },
        minBytes,
      )
    },
  }),
)
