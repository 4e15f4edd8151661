import { noSuchPointer, noSuchTable, readTableFilter, type TableFilter, unwritableKey } from '../cli/table-filter.ts'
import { defineRuntimeCommand, failure } from '../command.ts'
import type { StickTableEntryView, StickTableView } from '../process-view.ts'

/** Lists tables, or what one of them holds. Management manual 9.3. */
export const showTable = defineRuntimeCommand({
  name: 'show table',
  usage: 'show table <table> [<filter>]*',
  summary: "Report table usage stats or dump this table's contents (filter: data/key).",
  level: 'user',
  run({ args, view }) {
    const [name, word, ...rest] = args
    const { tables } = view
    if (name === undefined) {
      return (tables?.names() ?? []).map((each) => headLine(tables!.table(each)!)).join('')
    }
    const table = tables?.table(name) ?? null
    if (table === null) return noSuchTable
    if (word === undefined) return dump(table, () => true)
    if (word === 'key') {
      if (rest[0] === undefined) return failure('Key value expected')
      if (table.type === 'binary') return unwritableKey('Showing keys from')
      const entry = table.find(rest[0])
      return entry === null || entry === undefined ? '' : headLine(table) + entryLine(entry)
    }
    if (word === 'ptr') {
      const entry = [...table.entries()].find(({ reference }) => reference === rest[0])
      return entry === undefined ? noSuchPointer : headLine(table) + entryLine(entry)
    }
    if (!word.startsWith('data.')) {
      return failure('Optional argument only supports "data.<store_data_type>" <operator> <value> and key <key>')
    }
    const filter = readTableFilter(table, args.slice(1))
    return typeof filter !== 'function' ? filter : dump(table, filter)
  },
})

function headLine({ name, type, size, used }: StickTableView): string {
  return `# table: ${name}, type: ${type}, size:${size}, used:${used}\n`
}

function entryLine({ reference, key, usage, expiresInMs, shard, values }: StickTableEntryView): string {
  let line = `${reference}: key=${key} use=${usage} exp=${Math.round(expiresInMs)} shard=${shard}`
  for (const { type, periodMs, value } of values) line += ` ${type}${periodMs === null ? '' : `(${periodMs})`}=${value}`
  return `${line}\n`
}

function* dump(table: StickTableView, filter: TableFilter): Generator<string> {
  yield headLine(table)
  for (const entry of table.entries()) if (filter(entry)) yield entryLine(entry)
}
