/** What the families `sc_*`, `src_*` and `table_*` do with an entry. */
import type { StickEntry, StickTable } from './stick-table.ts'

export interface Reading {
  /** As in `sc_<name>`. */
  readonly name: string
  readonly summary: string
  /** Takes the index of an array first. */
  readonly hasIndex: boolean
  /** True when an entry is made for a key that has none. */
  readonly creates: boolean
  /** Null: the table does not store what is asked for. */
  read(table: StickTable, entry: StickEntry, index: number): number | null
}

function value(name: string, type: string, summary: string, unit = 1): Reading {
  return {
    name,
    summary,
    hasIndex: false,
    creates: false,
    read(table, entry) {
      const column = table.column(type)
      if (column === null) return null
      const found = table.read(entry, column)
      return unit === 1 ? found : Math.floor(found / unit)
    },
  }
}

function element(name: string, type: string, summary: string): Reading {
  return {
    name,
    summary,
    hasIndex: true,
    creates: false,
    read(table, entry, index) {
      const column = table.column(type, index)
      return column === null ? null : table.read(entry, column)
    },
  }
}

/** The counter and its rate go up together; the counter is told, or the rate where only that is stored. */
export function increment(
  table: StickTable,
  entry: StickEntry,
  type: string,
  rate: string,
  index: number,
  amount = 1,
): number | null {
  const counterColumn = table.column(type, index)
  const rateColumn = table.column(rate, index)
  if (counterColumn === null && rateColumn === null) return null
  table.touch(entry)
  const events = rateColumn === null ? 0 : table.add(entry, rateColumn, amount)
  return counterColumn === null ? events : table.add(entry, counterColumn, amount)
}

function incrementing(name: string, type: string, rate: string, hasIndex: boolean): Reading {
  return {
    name,
    summary: `Increments ${describe(type, hasIndex)} and gives the new value.`,
    hasIndex,
    creates: true,
    // 0 where nothing is stored that could be counted (as the oracle shows).
    read: (table, entry, index) => increment(table, entry, type, rate, index) ?? 0,
  }
}

function clearing(name: string, type: string, hasIndex: boolean): Reading {
  return {
    name,
    summary: `Clears ${describe(type, hasIndex)} and gives the value it had.`,
    hasIndex,
    creates: true,
    read(table, entry, index) {
      const column = table.column(type, index)
      if (column === null) return null
      const before = table.read(entry, column)
      table.set(entry, column, 0)
      table.touch(entry)
      return before
    },
  }
}

function describe(type: string, hasIndex: boolean): string {
  return hasIndex ? 'a general purpose counter' : `the general purpose counter '${type}'`
}

/** Read alike, and named alike, by all three families. */
export const counterReadings: readonly Reading[] = [
  value('bytes_in_rate', 'bytes_in_rate', 'Gives the bytes from the client per period.'),
  value('bytes_out_rate', 'bytes_out_rate', 'Gives the bytes to the client per period.'),
  value('conn_cnt', 'conn_cnt', 'Gives the number of connections so far.'),
  value('conn_cur', 'conn_cur', 'Gives the number of connections at present.'),
  value('conn_rate', 'conn_rate', 'Gives the connections per period.'),
  value('glitch_cnt', 'glitch_cnt', 'Gives the number of protocol glitches so far.'),
  value('glitch_rate', 'glitch_rate', 'Gives the protocol glitches per period.'),
  value('gpc0_rate', 'gpc0_rate', 'Gives the increments of gpc0 per period.'),
  value('gpc1_rate', 'gpc1_rate', 'Gives the increments of gpc1 per period.'),
  element('gpc_rate', 'gpc_rate', 'Gives the increments of a general purpose counter per period.'),
  value('http_err_cnt', 'http_err_cnt', 'Gives the number of errors that clients caused.'),
  value('http_err_rate', 'http_err_rate', 'Gives the errors that clients caused per period.'),
  value('http_fail_cnt', 'http_fail_cnt', 'Gives the number of failures of servers.'),
  value('http_fail_rate', 'http_fail_rate', 'Gives the failures of servers per period.'),
  value('http_req_cnt', 'http_req_cnt', 'Gives the number of requests so far.'),
  value('http_req_rate', 'http_req_rate', 'Gives the requests per period.'),
  value('kbytes_in', 'bytes_in_cnt', 'Gives the kilobytes from the client so far.', 1024),
  value('kbytes_out', 'bytes_out_cnt', 'Gives the kilobytes to the client so far.', 1024),
  value('sess_cnt', 'sess_cnt', 'Gives the number of sessions so far.'),
  value('sess_rate', 'sess_rate', 'Gives the sessions per period.'),
  incrementing('inc_gpc', 'gpc', 'gpc_rate', true),
  incrementing('inc_gpc0', 'gpc0', 'gpc0_rate', false),
  incrementing('inc_gpc1', 'gpc1', 'gpc1_rate', false),
  clearing('clr_gpc', 'gpc', true),
  clearing('clr_gpc0', 'gpc0', false),
  clearing('clr_gpc1', 'gpc1', false),
]

const purpose = (prefix: string): readonly Reading[] => [
  element(`${prefix}gpc`, 'gpc', 'Gives a general purpose counter.'),
  value(`${prefix}gpc0`, 'gpc0', 'Gives the first general purpose counter.'),
  value(`${prefix}gpc1`, 'gpc1', 'Gives the second general purpose counter.'),
  element(`${prefix}gpt`, 'gpt', 'Gives a general purpose tag.'),
  value(`${prefix}gpt0`, 'gpt0', 'Gives the first general purpose tag.'),
]

/** For `sc_*` and `src_*`: `get_gpc0`. */
export const fetchReadings: readonly Reading[] = [...counterReadings, ...purpose('get_')]

/** For `table_*`: `gpc0`, and the server of a stored stickiness. */
export const converterReadings: readonly Reading[] = [
  ...counterReadings,
  ...purpose(''),
  value('server_id', 'server_id', 'Gives the number of the server that is stored with the key.'),
]
