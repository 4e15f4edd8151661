import { type ArgumentReader, FAILED, type Failed, parseInteger, readDuration, type Word } from '@weir/keyword'
import { findDataType, legacyNames } from './data-type.ts'
import type { StoredType } from './table-definition.ts'

/** Reads one word after `store`: data types with their arguments, separated by commas. Adds to `stored`. */
export function readStoredTypes(reader: ArgumentReader, word: Word, stored: StoredType[]): Failed | null {
  for (const text of splitTypes(word.text)) {
    const open = text.indexOf('(')
    const name = open < 0 ? text : text.slice(0, open)
    const argument = open < 0 ? null : text.slice(open + 1, text.endsWith(')') ? -1 : undefined)
    const found = readType(reader, name, argument)
    if (found === FAILED) return FAILED
    if (stored.some(({ type }) => type === found.type)) {
      reader.warn(`stick-table: store option '${name}' already enabled, ignored.`, { span: word.span })
      continue
    }
    const clash = clashOf(found, stored)
    if (clash !== null) return reader.fail(clash, { span: word.span })
    stored.push(found)
  }
  return null
}

/** Cuts at the commas that stand outside parentheses. */
function splitTypes(text: string): string[] {
  return text.match(/[^,(]+(\([^)]*\)?)?/g) ?? []
}

function readType(reader: ArgumentReader, name: string, argument: string | null): StoredType | Failed {
  const type = findDataType(name)
  if (type === null) return reader.fail(`stick-table: unknown store option '${name}'.`)
  const takesArgument = type.isArray || type.kind === 'rate'
  if (!takesArgument) {
    if (argument !== null) return reader.fail(`stick-table: unexpected argument to store option '${name}'.`)
    return { type, length: 1, periodMs: null }
  }
  if (argument === null || argument === '')
    return reader.fail(`stick-table: missing argument to store option '${name}'.`)
  const parts = argument.split(',')
  let length = 1
  if (type.isArray) {
    length = parseInteger(parts.shift()!) ?? 0
    if (length < 1 || length > 100) {
      return reader.fail(`stick-table: array size is out of allowed range (1-100) for store option '${name}'.`)
    }
  }
  if (type.kind !== 'rate') {
    if (parts.length > 0) return reader.fail(`stick-table: unexpected argument to store option '${name}'.`)
    return { type, length, periodMs: null }
  }
  if (parts.length === 0) return reader.fail(`stick-table: missing argument to store option '${name}'.`)
  const periodMs = parts.length === 1 ? readDuration(parts[0]!, reader) : null
  if (typeof periodMs !== 'number' || periodMs === 0) {
    return reader.fail(`stick-table: error when processing store option '${name}'.`)
  }
  return { type, length, periodMs }
}

/** An array takes the place of the old names, so a table has one or the other. */
function clashOf(found: StoredType, stored: readonly StoredType[]): string | null {
  for (const { type } of stored) {
    for (const [one, other] of [
      [found.type.name, type.name],
      [type.name, found.type.name],
    ] as const) {
      if (legacyNames.get(one)?.array !== other) continue
      const old = [...legacyNames].filter(([, { array }]) => array === other)
      const shown = old.length === 1 ? old[0]![0] : old[0]![0].replace('0', '[0/1]')
      return `stick-table: simultaneous usage of '${other}' and '${shown}' in a same table is not permitted as '${other}' overrides '${shown}'.`
    }
  }
  return null
}
