import { parseTree, type TreeLine, wordsOf } from './tree.ts'

export interface FormatOptions {
  /** Put in front of a section's lines; four spaces unless given. */
  readonly indent?: string
}

/** What stands deeper is not indented further, so that the output stays in proportion to the text. */
const deepest = 20

/**
 * Lays a configuration out: headers at the margin with an empty line before them, lines indented once and once more
 * inside `.if`, one space between words, no blanks at the end, no runs of empty lines, a line feed at the end of the file.
 * The meaning stays: words are kept as they are written, and a line that cannot be cut into words is not touched.
 */
export function formatConfig(text: string, options: FormatOptions = {}): string {
  const indent = options.indent ?? '    '
  const output: string[] = []
  let depth = 0
  for (const section of parseTree(text).sections) {
    if (section.header !== null) {
      insertBlankLine(output, leadingComments(output, indent))
      output.push(indent.repeat(Math.min(depth, deepest)) + join(section.header))
    }
    const base = section.header === null ? 0 : 1
    for (const line of section.lines) {
      const dot = wordsOf(line)[0]
      const opens = dot === '.if'
      const branches = dot === '.elif' || dot === '.else' || dot === '.endif'
      if (branches && depth > 0) depth--
      output.push(layOut(line, indent.repeat(Math.min(base + depth, deepest))))
      if (opens || (branches && dot !== '.endif')) depth++
    }
  }
  return `${collapse(output).join('\n')}\n`
}

function layOut(line: TreeLine, margin: string): string {
  const first = line.pieces[0]
  if (first?.kind === 'broken') return first.text.replace(/\r+$/, '')
  const text = join(line)
  return text === '' ? '' : margin + text
}

function join(line: TreeLine): string {
  let joined = ''
  let blank = ''
  for (const piece of line.pieces) {
    if (piece.kind === 'blank') blank = piece.text
    else {
      const text = piece.kind === 'comment' ? piece.text.trimEnd() : piece.text
      // A space behind a backslash would be part of the word, where a tab is not; a carriage return has to follow a word.
      if (joined !== '' && text !== '' && !text.startsWith('\r'))
        joined += endsInBackslash.test(joined) ? blank[0] : ' '
      joined += text
    }
  }
  return joined
}

const endsInBackslash = /(?:^|[^\\])(?:\\\\)*\\$/

/** How many lines at the end are comments that stand right before a header: they belong to it, at the margin. */
function leadingComments(output: string[], indent: string): number {
  let count = 0
  while (count < output.length && /^\s*#/.test(output[output.length - 1 - count]!)) count++
  for (let index = output.length - count; index < output.length; index++) {
    if (output[index]!.startsWith(indent)) output[index] = output[index]!.trimStart()
  }
  return count
}

function insertBlankLine(output: string[], before: number): void {
  const at = output.length - before
  if (at > 0 && output[at - 1] !== '') output.splice(at, 0, '')
}

function collapse(lines: readonly string[]): string[] {
  const kept: string[] = []
  for (const line of lines) {
    if (line !== '' || (kept.length > 0 && kept[kept.length - 1] !== '')) kept.push(line)
  }
  while (kept[kept.length - 1] === '') kept.pop()
  return kept
}
