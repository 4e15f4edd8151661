/** The entry of the client's address in a table (manual 7.3.3): looked up without being used. */
import type { IpAddress } from '@weir/base'
import { defineFetch, type FetchKeyword, int, type Reference, type SampleContext } from '@weir/keyword'
import { fetchReadings, type Reading } from '../readings.ts'
import { bindTable } from '../stick-tables.ts'
import { ownTable } from '../table-argument.ts'

function addressOf({ sourceAddress }: SampleContext): IpAddress | null {
  return sourceAddress?.kind === 'ip' ? sourceAddress.address : null
}

function defineReadingFetch(reading: Reading): FetchKeyword {
  return defineFetch({
    name: `src_${reading.name}`,
    summary: reading.summary,
    manual: '7.3.3',
    out: 'sint',
    source: 'client connection',
    params: reading.hasIndex ? [int('index'), ownTable()] : [ownTable()],
    bind(values: readonly unknown[], binder) {
      const table = bindTable(values[values.length - 1] as Reference, binder)
      const index = reading.hasIndex ? (values[0] as number) : 0
      return (context: SampleContext) => {
        const address = addressOf(context)
        if (address === null) return null
        const entry = reading.creates ? table.obtain(address) : table.lookup(address)
        return entry === null ? (reading.creates ? null : 0) : reading.read(table, entry, index)
      }
    },
  }) as FetchKeyword
}

export const sourceFetches = fetchReadings.map((reading) => defineReadingFetch(reading))

export const srcUpdtConnCnt = defineFetch({
  name: 'src_updt_conn_cnt',
  summary: "Counts one more connection of the client's address and gives the new count.",
  manual: '7.3.3',
  out: 'sint',
  source: 'client connection',
  params: [ownTable()],
  bind([reference], binder) {
    const table = bindTable(reference, binder)
    const column = table.column('conn_cnt')
    return (context) => {
      const address = addressOf(context)
      const entry = column === null || address === null ? null : table.obtain(address)
      return entry === null ? null : table.add(entry, column!, 1)
    }
  },
})
