import { noSuchPointer, noSuchTable, unwritableKey } from '../cli/table-filter.ts'
import { type CommandMessage, defineRuntimeCommand, failure } from '../command.ts'
import type { StickTableView } from '../process-view.ts'

interface Assignment {
  readonly type: string
  readonly value: number
}

/** Creates an entry or changes its data. Management manual 9.3. */
export const setTable = defineRuntimeCommand({
  name: 'set table',
  usage: 'set table <table> key <k> [data.* <v>]*',
  summary: "Update or create a table entry's data.",
  level: 'operator',
  run({ args, view }) {
    const [name, word, key, ...words] = args
    if (name === undefined) return failure('Required arguments: <table> key <key> [data.<store_data_type> <value>]*')
    const table = view.tables?.table(name) ?? null
    if (table === null) return noSuchTable
    if (word === undefined) return ''
    if (word.startsWith('data.')) {
      return failure('content-based lookup is only supported with the "show" and "clear" actions')
    }
    if (word !== 'key' && word !== 'ptr') {
      return failure('Required arguments: <table> key <key> [data.<store_data_type> <value>]*')
    }
    if (key === undefined) return failure('Key value expected')
    if (word === 'key' && table.type === 'binary') return unwritableKey('Inserting keys into')
    const entry = word === 'ptr' ? [...table.entries()].find(({ reference }) => reference === key) : undefined
    if (word === 'ptr' && entry === undefined) return noSuchPointer
    const assignments = readAssignments(table, words)
    if (!Array.isArray(assignments)) return assignments as CommandMessage
    return table.set(entry?.key ?? key, assignments) ? '' : failure('Invalid key')
  },
})

function readAssignments(table: StickTableView, words: readonly string[]): Assignment[] | CommandMessage {
  const assignments: Assignment[] = []
  for (let index = 0; index < words.length; index += 2) {
    const word = words[index]!
    if (!word.startsWith('data.')) return failure('"data.<type>" followed by a value expected')
    const type = word.slice(5)
    const kind = table.dataType(type)
    if (kind === 'unknown') return failure('Unknown data type')
    if (kind === 'absent') return failure('Data type not stored in this table')
    const value = words[index + 1]
    if (value === undefined || !/^-?[0-9]+$/.test(value)) return failure('Require a valid integer value to store')
    assignments.push({ type, value: Number(value) })
  }
  return assignments
}
