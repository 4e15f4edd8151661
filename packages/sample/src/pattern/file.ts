/** The text of a pattern file as entries: one pattern a line, or a pattern and a value (manual 7.1, `map`). */

export interface PatternLine {
  readonly pattern: string
  readonly value: string | null
  readonly line: number
}

/** Blank lines and lines that start with `#` are skipped; leading blanks are, even in front of a `#` pattern. */
export function parsePatternFile(text: string, isMap: boolean): PatternLine[] {
  const lines: PatternLine[] = []
  let number = 0
  for (const raw of text.split('\n')) {
    number++
    if (raw.startsWith('#')) continue
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    let start = 0
    while (line[start] === ' ' || line[start] === '\t') start++
    if (start === line.length) continue
    if (!isMap) {
      lines.push({ pattern: line.slice(start), value: null, line: number })
      continue
    }
    let end = start
    while (end < line.length && line[end] !== ' ' && line[end] !== '\t') end++
    lines.push({
      pattern: line.slice(start, end),
      value: line.slice(end).replace(/^[ \t]+|[ \t]+$/g, ''),
      line: number,
    })
  }
  return lines
}
