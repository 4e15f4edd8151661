import { noSuchPointer, noSuchTable, readTableFilter, unwritableKey } from '../cli/table-filter.ts'
import { defineRuntimeCommand, failure } from '../command.ts'

const expectation = failure(
  'Required arguments: <table> "data.<store_data_type>" <operator> <value> or <table> key <key>',
)

/** Removes entries that nothing uses. Management manual 9.3. */
export const clearTable = defineRuntimeCommand({
  name: 'clear table',
  usage: 'clear table <table> [<filter>]*',
  summary: 'Remove an entry from a table (filter: data/key).',
  level: 'user',
  run({ args, view }) {
    const [name, word, value] = args
    if (name === undefined) return expectation
    const table = view.tables?.table(name) ?? null
    if (table === null) return noSuchTable
    if (word === 'key') {
      if (value === undefined) return failure('Key value expected')
      if (table.type === 'binary') return unwritableKey('Removing keys from')
      const entry = table.find(value)
      if (entry === null || entry === undefined) return ''
      return table.remove(entry.reference) ? '' : failure('Entry currently in use, cannot remove')
    }
    if (word === 'ptr') {
      const entry = [...table.entries()].find(({ reference }) => reference === value)
      if (entry === undefined) return noSuchPointer
      return table.remove(entry.reference) ? '' : failure('Entry currently in use, cannot remove')
    }
    if (word !== undefined && !word.startsWith('data.')) return expectation
    const filter = readTableFilter(table, args.slice(1))
    if (typeof filter !== 'function') return filter
    for (const entry of [...table.entries()]) if (filter(entry)) table.remove(entry.reference)
    return ''
  },
})
