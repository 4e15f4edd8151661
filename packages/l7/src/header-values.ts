import type { Message } from './message.ts'

const isBlank = (code: number): boolean => code === 32 || code === 9

/** Without the blanks around it. No-break spaces stay: in UTF-8 they are half of other characters. */
export function trimBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return start === 0 && end === text.length ? text : text.slice(start, end)
}

/** Splits a header's value at commas outside double quotes and trims the parts (RFC 9110 §5.6.1). */
export function splitList(value: string): string[] {
  if (!value.includes(',')) return [trimBlanks(value)]
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < value.length; at++) {
    const character = value[at]
    if (isQuoted) {
      if (character === '\\') at++
      else if (character === '"') isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === ',') {
      parts.push(trimBlanks(value.slice(start, at)))
      start = at + 1
    }
  }
  parts.push(trimBlanks(value.slice(start)))
  return parts
}

/** All values of a header, in order; `isFull` keeps each line whole. Null needle: every header's. */
export function headerValues(message: Message, needle: string | null, isFull: boolean): string[] {
  const lines = needle === null ? message.entries().map(([, value]) => value) : message.all(needle)
  return isFull ? lines : lines.flatMap(splitList)
}

/** The value at an occurrence. The usual header stands once and has no comma: then nothing is gathered (bench/map-host.ts). */
export function headerValueAt(message: Message, needle: string, isFull: boolean, occurrence: number): string | null {
  const only = message.only(needle)
  if (only === null) return null
  if (only !== undefined && (isFull || !only.includes(','))) {
    if (occurrence < -1 || occurrence > 1) return null
    return isFull ? only : trimBlanks(only)
  }
  return occurrenceOf(headerValues(message, needle, isFull), occurrence)
}

/** The value at `occurrence`: from 1 from the first on, from -1 from the last back. */
export function occurrenceOf(values: readonly string[], occurrence: number): string | null {
  const index = occurrence > 0 ? occurrence - 1 : values.length + (occurrence === 0 ? -1 : occurrence)
  return values[index] ?? null
}

/**
 * The integer of 32 bits that a text begins with, 0 without one, as values of headers, cookies and parameters are read. Only
 * what stands behind the digits in ASCII ends it: characters before them count as negative digits (seen in the oracle).
 */
export function leadingInteger(text: string): number {
  const isNegative = text.startsWith('-')
  let value = 0
  for (let index = isNegative ? 1 : 0; index < text.length; index++) {
    const digit = ((text.charCodeAt(index) << 24) >> 24) - 48
    if (digit > 9) break
    value = (Math.imul(value, 10) + digit) | 0
  }
  return isNegative ? -value | 0 : value
}

/** Applies `edit` to each comma-separated part; parts that change lose the white space around them. */
export function editList(value: string, edit: (part: string) => string): string {
  const parts: string[] = []
  let start = 0
  for (const part of splitList(value)) {
    const at = part === '' ? start : value.indexOf(part, start)
    let end = value.indexOf(',', at + part.length)
    if (end < 0) end = value.length
    const edited = edit(part)
    parts.push(edited === part ? value.slice(start, end) : edited)
    start = end + 1
  }
  return parts.join(',')
}
