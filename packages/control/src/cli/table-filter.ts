import { type CommandMessage, failure } from '../command.ts'
import type { StickTableEntryView, StickTableView } from '../process-view.ts'

/** Which entries of a table are meant. */
export type TableFilter = (entry: StickTableEntryView) => boolean

const operators: Readonly<Record<string, (value: number, wanted: number) => boolean>> = {
  eq: (value, wanted) => value === wanted,
  ne: (value, wanted) => value !== wanted,
  le: (value, wanted) => value <= wanted,
  ge: (value, wanted) => value >= wanted,
  lt: (value, wanted) => value < wanted,
  gt: (value, wanted) => value > wanted,
}

const most = 4

/** Reads `data.<type> <operator> <value>`, up to four of them, all of which must hold. */
export function readTableFilter(table: StickTableView, words: readonly string[]): TableFilter | CommandMessage {
  const tests: TableFilter[] = []
  for (let index = 0; index < words.length && tests.length < most; index += 3) {
    const label = `Filter entry #${tests.length + 1}: `
    const name = words[index]!.replace(/^data\./, '')
    const kind = table.dataType(name)
    if (kind === 'unknown') return failure(`${label}Unknown data type`)
    if (kind === 'absent') return failure(`${label}Data type not stored in this table`)
    const compare = Object.hasOwn(operators, words[index + 1] ?? '') ? operators[words[index + 1]!] : undefined
    if (compare === undefined) {
      return failure(`${label}Require and operator among "eq", "ne", "le", "ge", "lt", "gt"`)
    }
    const text = words[index + 2]
    if (text === undefined || !/^-?[0-9]+$/.test(text)) {
      return failure(`${label}Require a valid integer value to compare against`)
    }
    const wanted = Number(text)
    tests.push((entry) => {
      const value = entry.values.find(({ type }) => type === name)?.value
      return typeof value === 'number' && compare(value, wanted)
    })
  }
  return (entry) => tests.every((test) => test(entry))
}

/** The table that a word names, or what to answer. */
export const noSuchTable = failure('No such table')
export const noSuchPointer = failure('No entry can be found matching ptr.')

/** Binary keys have no written form. */
export const unwritableKey = (action: string): CommandMessage =>
  failure(`${action} tables of type other than ip, ipv6, string and integer is not supported`)
