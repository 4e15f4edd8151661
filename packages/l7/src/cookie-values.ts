import { splitList, trimBlanks } from './header-values.ts'
import type { Message } from './message.ts'

/** A cookie by its name and its value, which keeps its quotes. */
export type Cookie = readonly [name: string, value: string]

const isBlank = (code: number): boolean => code === 32 || code === 9
const quote = 34
const comma = 44
const semicolon = 59
const equalsSign = 61
const backslash = 92

/**
 * The cookies of a message's Cookie or Set-Cookie lines that have a name, or with null all of them, where a Set-Cookie line
 * gives its attributes along. Names that begin with a dollar are of the protocol (RFC 2965 §3.3.4) and never told; the last
 * of a line without a value is not found by its name unless a blank stands before it (seen in the oracle).
 */
export function cookiesOf(message: Message, isResponse: boolean, name: string | null): Cookie[] {
  const found: Cookie[] = []
  for (const line of message.all(isResponse ? '\r\nset-cookie: ' : '\r\ncookie: '))
    for (const part of splitList(line)) readCookies(part, isResponse, name, found)
  return found
}

/** The names of cookies: all of a request, and those that a response sets. */
export function cookieNamesOf(message: Message, isResponse: boolean): string[] {
  const lines = message.all(isResponse ? '\r\nset-cookie: ' : '\r\ncookie: ').flatMap(splitList)
  return lines.flatMap((line) => {
    const found: Cookie[] = []
    readCookies(line, isResponse, null, found)
    return (isResponse ? found.slice(0, 1) : found).map(([name]) => name)
  })
}

/** In a response only the first cookie of a part, and others behind it of the same name, answer to a name. */
function readCookies(part: string, isResponse: boolean, wanted: string | null, found: Cookie[]): void {
  const shortest = wanted === null ? 1 : wanted.length + 1
  const end = part.length
  let start = 0
  while (start + shortest < end) {
    const equals = findEquals(part, start, isResponse)
    if (part.charCodeAt(equals) !== equalsSign) {
      start = equals + 1
      continue
    }
    const name = trimBlanks(part.slice(start, equals))
    const next = findValueEnd(part, equals + 1)
    start = next + 1
    if (name.startsWith('$')) continue
    if (wanted === null || wanted === name) {
      found.push([name, trimBlanks(part.slice(equals + 1, next))])
      // What ended the value begins the next name: a comma belongs to it in a response.
      start = next
    } else if (isResponse) return
  }
}

/** The place of the equals sign of a cookie, or of what ends a word that has none. */
function findEquals(part: string, start: number, isResponse: boolean): number {
  for (let at = start; at < part.length; at++) {
    const code = part.charCodeAt(at)
    if (code === equalsSign || code === semicolon || (code === comma && !isResponse)) return at
  }
  return part.length
}

/** Where a value ends: semicolons and commas in quotes belong to it. */
function findValueEnd(part: string, start: number): number {
  let at = start
  while (at < part.length && isBlank(part.charCodeAt(at))) at++
  let isQuoted = false
  for (; at < part.length; at++) {
    const code = part.charCodeAt(at)
    if (isQuoted && code === backslash) at++
    else if (code === quote) isQuoted = !isQuoted
    else if (!isQuoted && (code === semicolon || code === comma)) return at
  }
  return part.length
}
