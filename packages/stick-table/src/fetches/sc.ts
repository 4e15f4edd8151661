/** Tracked counters (manual 7.3.3). Without a table, what is tracked; with one, the same key in that table. */
import {
  type Binder,
  custom,
  defineFetch,
  type FetchKeyword,
  int,
  type Parameter,
  type Reference,
  type SampleContext,
  type Source,
} from '@weir/keyword'
import { sampleOfKey } from '../key.ts'
import { fetchReadings, type Reading } from '../readings.ts'
import { bindTable } from '../stick-tables.ts'
import type { Tracked } from '../tracked-counters.ts'

// What no table has gives no sample, and is not refused.
const array = int('index')
const counter = int('counter')
const otherTable = custom<Reference | undefined>(
  'table',
  '[table]',
  (reader) => {
    const word = reader.next()
    // An argument that is there and empty is the table of this proxy.
    return word === null ? undefined : reader.host.reference('table', word.text, word.span)
  },
  'table',
)
const prefixes = ['sc', 'sc0', 'sc1', 'sc2'] as const

type Values = readonly unknown[]
type Read = (tracked: Tracked | null) => number | boolean | null

/** The number in the name, or the argument for `sc_…`. */
function numberOf(prefix: string, values: Values, position: number): number {
  return prefix === 'sc' ? (values[position] as number) : Number(prefix[2])
}

/** What is tracked under a number, seen through another table: null where nothing is, or no entry in that table. */
function bindOther(reference: Reference | undefined, binder: Binder): (tracked: Tracked) => Tracked | null {
  if (reference === undefined) return (tracked) => tracked
  const other = bindTable(reference, binder)
  return (tracked) => {
    if (tracked.table === other) return tracked
    const entry = other.lookup(sampleOfKey(tracked.entry.key, tracked.table.definition))
    return entry === null ? null : { table: other, entry }
  }
}

function parametersOf(prefix: string, hasIndex: boolean): Parameter<unknown>[] {
  return [...(hasIndex ? [array] : []), ...(prefix === 'sc' ? [counter] : []), otherTable]
}

function defineReadingFetch(prefix: string, reading: Reading): FetchKeyword {
  const { hasIndex } = reading
  const position = hasIndex ? 1 : 0
  // Bytes are counted for connections, so that the runtime socket has none to show.
  const source: Source = reading.name.startsWith('kbytes') ? 'client connection' : 'process'
  return defineFetch({
    name: `${prefix}_${reading.name}`,
    summary: reading.summary,
    manual: '7.3.3',
    out: 'sint',
    source,
    params: parametersOf(prefix, hasIndex),
    bind(values, binder) {
      const number = numberOf(prefix, values, position)
      const index = hasIndex ? (values[0] as number) : 0
      const through = bindOther(values[values.length - 1] as Reference | undefined, binder)
      return (context: SampleContext) => {
        const tracked = context.trackers?.find(number) ?? null
        if (tracked === null) return null
        const found = through(tracked)
        return found === null ? 0 : reading.read(found.table, found.entry, index)
      }
    },
  }) as FetchKeyword
}

const readings = prefixes.flatMap((prefix) =>
  fetchReadings
    // As HAProxy has it: arrays are for `sc_…`, but for one that slipped in.
    .filter(({ hasIndex, name }) => !hasIndex || prefix === 'sc' || (prefix === 'sc1' && name === 'clr_gpc'))
    .map((reading) => ({ prefix, reading })),
)

export const countedFetches = readings.map(({ prefix, reading }) => defineReadingFetch(prefix, reading))

function defineTrackingFetch(
  prefix: string,
  name: string,
  out: 'sint' | 'bool',
  summary: string,
  read: (reference: Reference | undefined, binder: Binder) => Read,
): FetchKeyword {
  return defineFetch({
    name: `${prefix}_${name}`,
    summary,
    manual: '7.3.3',
    out,
    source: 'process',
    params: parametersOf(prefix, false),
    bind(values, binder) {
      const number = numberOf(prefix, values, 0)
      const evaluate = read(values[values.length - 1] as Reference | undefined, binder)
      return (context: SampleContext) => evaluate(context.trackers?.find(number) ?? null) as never
    },
  }) as FetchKeyword
}

export const trackedFetches = prefixes.map((prefix) =>
  defineTrackingFetch(prefix, 'tracked', 'bool', 'Tells whether that number is tracking an entry.', () => {
    return (tracked) => tracked !== null
  }),
)

export const trackersFetches = prefixes.map((prefix) =>
  defineTrackingFetch(
    prefix,
    'trackers',
    'sint',
    'Gives how many connections track the same entry.',
    (reference, binder) => {
      const through = bindOther(reference, binder)
      return (tracked) => (tracked === null ? null : (through(tracked)?.entry.trackers ?? 0))
    },
  ),
)

export const keyFetches = prefixes.map((prefix) =>
  defineFetch({
    name: `${prefix}_key`,
    summary: 'Gives the key that is tracked.',
    manual: '7.3.3',
    out: 'any',
    source: 'process',
    params: prefix === 'sc' ? [counter] : [],
    bind(values) {
      const number = numberOf(prefix, values, 0)
      return (context: SampleContext) => {
        const tracked = context.trackers?.find(number) ?? null
        return tracked === null ? null : sampleOfKey(tracked.entry.key, tracked.table.definition)
      }
    },
  }),
)
