/** Tables as the runtime socket addresses them. Matches by shape what `@weir/control` asks for. */
import { findDataType } from './data-type.ts'
import { bytesOfKey, keyOfText, textOfKey } from './key.ts'
import type { StickEntry, StickTable } from './stick-table.ts'
import type { StickTables } from './stick-tables.ts'

export interface TableValueView {
  readonly type: string
  readonly periodMs: number | null
  readonly value: number | string
}

export interface TableEntryView {
  readonly reference: string
  readonly key: string
  readonly usage: number
  readonly expiresInMs: number
  readonly shard: number
  readonly values: readonly TableValueView[]
}

export interface TableView {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly used: number
  dataType(name: string): 'unknown' | 'absent' | 'stored'
  entries(): Iterable<TableEntryView>
  find(key: string): TableEntryView | null | undefined
  set(key: string, values: readonly { readonly type: string; readonly value: number }[]): boolean
  remove(reference: string): boolean
}

export interface TablesView {
  names(): readonly string[]
  table(name: string): TableView | null
}

/** What commands see of running tables. */
export function tablesView(tables: StickTables): TablesView {
  return {
    names: () => [...tables.all()].map(({ name }) => name),
    table(name) {
      const table = tables.byName(name)
      return table === null ? null : viewOf(table)
    },
  }
}

/** Splits `gpt[1]` into name and index. */
function typeAndIndex(name: string): { readonly name: string; readonly index: number } {
  const match = /^([a-z0-9_]+)\[([0-9]+)\]$/.exec(name)
  return match === null ? { name, index: 0 } : { name: match[1]!, index: Number(match[2]) }
}

function viewOf(table: StickTable): TableView {
  const { definition } = table
  const columnOf = (type: string) => {
    const { name, index } = typeAndIndex(type)
    // Only as stored: the old names of arrays are not for commands.
    return table.columns.find((column) => column.type.name === name && column.index === index) ?? null
  }
  return {
    name: table.name,
    type: definition.type,
    size: definition.size,
    get used() {
      return table.used
    },
    dataType(type) {
      if (findDataType(typeAndIndex(type).name) === null) return 'unknown'
      return columnOf(type) === null ? 'absent' : 'stored'
    },
    *entries() {
      for (const entry of inOrder(table)) yield viewOfEntry(table, entry)
    },
    find(text) {
      const key = keyOfText(text, definition)
      if (key === null) return undefined
      const entry = table.lookupKey(key)
      return entry === null ? null : viewOfEntry(table, entry)
    },
    set(text, values) {
      const key = keyOfText(text, definition)
      const entry = key === null ? null : table.obtainKey(key)
      if (entry === null) return false
      for (const { type, value } of values) {
        const column = columnOf(type)
        if (column !== null && column.type.kind !== 'text') table.set(entry, column, value)
      }
      return true
    },
    remove(reference) {
      for (const entry of table.entries()) if (referenceOf(entry) === reference) return table.remove(entry)
      return true
    },
  }
}

/** Above so many entries a dump is not sorted: that would keep the traffic waiting. */
const sortedLimit = 65536

function inOrder(table: StickTable): Iterable<StickEntry> {
  if (table.used > sortedLimit) return table.entries()
  const ranked = Array.from(table.entries(), (entry) => ({ entry, rank: bytesOfKey(entry.key, table.definition) }))
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
  return ranked.map(({ entry }) => entry)
}

function referenceOf(entry: StickEntry): string {
  return `0x${entry.id.toString(16)}`
}

function viewOfEntry(table: StickTable, entry: StickEntry): TableEntryView {
  return {
    reference: referenceOf(entry),
    key: textOfKey(entry.key, table.definition),
    usage: entry.trackers,
    expiresInMs: table.expiresInMs(entry),
    shard: 0,
    values: table.columns.map((column) => {
      const { type, index, periodMs } = column
      const name = !type.isArray ? type.name : `${type.stem}${index}${type.kind === 'rate' ? '_rate' : ''}`
      const value = type.kind === 'text' ? (entry.serverKey ?? '-') : table.read(entry, column)
      return { type: name, periodMs, value }
    }),
  }
}
