/**
 * Looks a sample up as the key of a table (manual 7.3.1), without using the entry but for what changes it. What can't be
 * a key gives no sample; a key without an entry gives 0.
 */
import { type ConverterKeyword, defineConverter, int, optional, type Reference, type SampleValue } from '@weir/keyword'
import { keyOfSample } from '../key.ts'
import { converterReadings, type Reading } from '../readings.ts'
import type { StickEntry, StickTable } from '../stick-table.ts'
import { bindTable } from '../stick-tables.ts'
import { ownTable } from '../table-argument.ts'

export const inTable = defineConverter({
  name: 'in_table',
  summary: 'Tells whether a table has an entry for the sample.',
  manual: '7.3.1',
  in: 'any',
  out: 'bool',
  params: [ownTable()],
  examples: [{ expression: 'str(b),in_table(t)', gives: '0' }],
  bind([reference], binder) {
    const table = bindTable(reference, binder)
    return (input) => {
      const key = keyOfSample(input, table.definition)
      return key === null ? null : table.lookupKey(key) !== null
    }
  },
})

function defineReadingConverter(reading: Reading): ConverterKeyword {
  return defineConverter({
    name: `table_${reading.name}`,
    summary: reading.summary,
    manual: '7.3.1',
    in: 'any',
    out: 'sint',
    params: reading.hasIndex ? [int('index'), ownTable()] : [ownTable()],
    bind(values: readonly unknown[], binder) {
      const table = bindTable(values[values.length - 1] as Reference, binder)
      const index = reading.hasIndex ? (values[0] as number) : 0
      return (input: SampleValue) => {
        const key = keyOfSample(input, table.definition)
        if (key === null) return null
        const entry = reading.creates ? table.obtainKey(key) : table.lookupKey(key)
        return entry === null ? (reading.creates ? null : 0) : reading.read(table, entry, index)
      }
    },
  }) as unknown as ConverterKeyword
}

export const tableReadings = converterReadings.map((reading) => defineReadingConverter(reading))

export const tableTrackers = defineConverter({
  name: 'table_trackers',
  summary: 'Gives how many connections track the entry.',
  manual: '7.3.1',
  in: 'any',
  out: 'sint',
  params: [ownTable()],
  bind([reference], binder) {
    const table = bindTable(reference, binder)
    return (input) => {
      const key = keyOfSample(input, table.definition)
      return key === null ? null : (table.lookupKey(key)?.trackers ?? 0)
    }
  },
})

function defineTimeConverter(
  name: string,
  summary: string,
  read: (table: StickTable, entry: StickEntry) => number | null,
) {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'any',
    out: 'sint',
    params: [ownTable(), optional(int('default'))],
    bind([reference, otherwise], binder) {
      const table = bindTable(reference, binder)
      return (input) => {
        const entry = table.lookup(input)
        return entry === null ? (otherwise ?? null) : read(table, entry)
      }
    },
  })
}

export const tableExpire = defineTimeConverter(
  'table_expire',
  'Gives the milliseconds until the entry expires.',
  (table, entry) => Math.round(table.expiresInMs(entry)),
)

export const tableIdle = defineTimeConverter(
  'table_idle',
  "Gives the milliseconds since the entry's last use.",
  (table, entry) => Math.round(table.idleMs(entry)),
)
