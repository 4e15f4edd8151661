/** Goes over the values of a header without gathering them: ACLs look at one after the other (bench/map-host.ts). */
import type { SampleContext } from '@weir/keyword'
import { trimBlanks } from './header-values.ts'
import type { Message } from './message.ts'

type Visit = (value: string, context: SampleContext) => boolean

/** Hands the values of a header to `visit` until it returns true, and then returns true; `isFull` keeps each line whole. */
export function visitHeaderValues(
  message: Message,
  needle: string,
  isFull: boolean,
  visit: Visit,
  context: SampleContext,
): boolean {
  const { head, lineEnd } = message
  for (let at = head.indexOf(needle, lineEnd); at >= 0; ) {
    const start = at + needle.length
    const end = head.indexOf('\r\n', start)
    const line = head.slice(start, end)
    if (isFull ? visit(line, context) : visitParts(line, visit, context)) return true
    at = head.indexOf(needle, end)
  }
  return false
}

/** The parts between commas outside double quotes, trimmed (RFC 9110 §5.6.1). */
function visitParts(line: string, visit: Visit, context: SampleContext): boolean {
  if (!line.includes(',')) return visit(trimBlanks(line), context)
  const isQuoted = line.includes('"')
  let start = 0
  for (;;) {
    const comma = isQuoted ? partEnd(line, start) : line.indexOf(',', start)
    const end = comma < 0 ? line.length : comma
    if (visit(trimBlanks(line.slice(start, end)), context)) return true
    if (end === line.length) return false
    start = end + 1
  }
}

export function countHeaderValues(message: Message, needle: string, isFull: boolean): number {
  const { head, lineEnd } = message
  let count = 0
  for (let at = head.indexOf(needle, lineEnd); at >= 0; ) {
    const start = at + needle.length
    const end = head.indexOf('\r\n', start)
    count++
    if (!isFull) for (let comma = partEnd(head, start, end); comma < end; comma = partEnd(head, comma + 1, end)) count++
    at = head.indexOf(needle, end)
  }
  return count
}

/** The comma behind the part that starts at `start`, or the end of the text. */
function partEnd(text: string, start: number, length = text.length): number {
  let isQuoted = false
  for (let at = start; at < length; at++) {
    const code = text.charCodeAt(at)
    if (isQuoted) {
      if (code === 92) at++
      else if (code === 34) isQuoted = false
    } else if (code === 34) isQuoted = true
    else if (code === 44) return at
  }
  return length
}
