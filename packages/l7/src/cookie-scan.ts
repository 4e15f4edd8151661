/** Cookies where they stand in a header line, for what reads and rewrites persistence cookies (RFC 6265, as the oracle cuts lines). */

/** What a cookie becomes: its value, another one, or null to take it out. */
export type VisitCookie = (name: string, value: string) => string | null

interface Cut {
  /** Where the name, the text up to the value's end and the blanks behind it end. */
  readonly nameEnd: number
  readonly valueStart: number
  readonly valueEnd: number
  /** The delimiter behind the cookie, or the end of the line. */
  readonly end: number
  readonly hasValue: boolean
}

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t'
const isDelimiter = (character: string | undefined): boolean => character === ';' || character === ','

function skipBlanks(line: string, start: number): number {
  let at = start
  while (isBlank(line[at])) at++
  return at
}

/** The delimiter behind `start`, outside double quotes. */
function delimiterFrom(line: string, start: number): number {
  let isQuoted = false
  for (let at = start; at < line.length; at++) {
    const character = line[at]
    if (isQuoted) {
      if (character === '\\') at++
      else if (character === '"') isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (isDelimiter(character)) return at
  }
  return line.length
}

function cutCookie(line: string, start: number): Cut {
  let nameEnd = start
  while (nameEnd < line.length && line[nameEnd] !== '=' && !isDelimiter(line[nameEnd]) && !isBlank(line[nameEnd]))
    nameEnd++
  const equals = skipBlanks(line, nameEnd)
  if (line[equals] !== '=') {
    const end = delimiterFrom(line, nameEnd)
    return { nameEnd, valueStart: end, valueEnd: end, end, hasValue: false }
  }
  const valueStart = skipBlanks(line, equals + 1)
  const end = delimiterFrom(line, valueStart)
  let valueEnd = end
  while (valueEnd > valueStart && isBlank(line[valueEnd - 1])) valueEnd--
  return { nameEnd, valueStart, valueEnd, end, hasValue: true }
}

/** The cookie without blanks around its `=`; the blanks behind it stay. */
const spelled = (line: string, start: number, cut: Cut, value: string): string =>
  `${line.slice(start, cut.nameEnd)}=${value}${line.slice(cut.valueEnd, cut.end)}`

/**
 * Edits the cookies of a Cookie line. Names that begin with `$` are attributes of the cookie before them and go with it;
 * where one is taken out, one blank is left behind the delimiter. Null: no cookie is left.
 */
export function editCookies(line: string, visit: VisitCookie): string | null {
  let kept = ''
  let hasKept = false
  let isRemoving = false
  for (let previous = -1; previous < line.length; ) {
    const delimiter = previous < 0 ? '' : line[previous]!
    if (previous >= 0 && previous + 1 >= line.length) {
      if (!isRemoving) kept += delimiter
      break
    }
    const start = skipBlanks(line, previous + 1)
    const cut = cutCookie(line, start)
    let text = line.slice(start, cut.end)
    const isAttribute = line[start] === '$'
    if (isAttribute && isRemoving) {
      previous = cut.end
      continue
    }
    if (cut.hasValue && !isAttribute) {
      const value = visit(line.slice(start, cut.nameEnd), line.slice(cut.valueStart, cut.valueEnd))
      if (value === null) {
        isRemoving = true
        previous = cut.end
        continue
      }
      text = spelled(line, start, cut, value)
    }
    if (!isRemoving) kept += `${delimiter}${line.slice(previous + 1, start)}${text}`
    else if (kept === '' && !hasKept) kept = text
    else kept += `${delimiter} ${text}`
    if (!isAttribute) {
      hasKept = true
      isRemoving = false
    }
    previous = cut.end
  }
  return isRemoving && (!hasKept || kept === '') ? null : kept
}

/**
 * Edits what a Set-Cookie line sets: one cookie and its attributes, several between commas in Set-Cookie2. Null: nothing is
 * left.
 */
export function editSetCookies(line: string, isList: boolean, visit: VisitCookie): string | null {
  const kept: string[] = []
  for (let at = 0; at < line.length; ) {
    const start = skipBlanks(line, at)
    const cut = cutCookie(line, start)
    let end = cut.end
    if (isList) while (end < line.length && line[end] !== ',') end = delimiterFrom(line, end + 1)
    else end = line.length
    const value = cut.hasValue ? visit(line.slice(start, cut.nameEnd), line.slice(cut.valueStart, cut.valueEnd)) : null
    if (!cut.hasValue) kept.push(line.slice(at, end))
    else if (value !== null)
      kept.push(line.slice(at, start) + spelled(line, start, cut, value) + line.slice(cut.end, end))
    at = end + 1
  }
  return kept.length === 0 ? null : kept.join(',').trimStart()
}
