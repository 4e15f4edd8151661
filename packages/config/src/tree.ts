import { tokenize } from './lexer.ts'
import { isSectionKind } from './section-kinds.ts'
import { splitLines } from './source-file.ts'

/** A run of characters of a line. `broken` is a line that cannot be cut into words, kept whole. */
export interface TreePiece {
  readonly kind: 'blank' | 'word' | 'comment' | 'broken'
  /** As written: quotes, escapes and variables included. */
  readonly text: string
}

/** One line; its pieces and its end, joined, are what the file holds. */
export interface TreeLine {
  readonly number: number
  readonly pieces: readonly TreePiece[]
  readonly end: string
}

/** A section's header line with the lines up to the next header. What comes before the first one has no header. */
export interface TreeSection {
  readonly header: TreeLine | null
  readonly lines: readonly TreeLine[]
}

/** A file as it is written: comments, order and spacing included. */
export interface ConfigTree {
  readonly sections: readonly TreeSection[]
}

/** Reads a text without losing a byte of it. Variables stay as they are, and `.if` blocks are lines like others. */
export function parseTree(text: string): ConfigTree {
  const sections: { header: TreeLine | null; lines: TreeLine[] }[] = [{ header: null, lines: [] }]
  for (const { number, text: content, end } of splitLines(text)) {
    const line: TreeLine = { number, pieces: cutLine(content), end }
    const first = wordsOf(line)[0]
    if (first !== undefined && isSectionKind(first)) sections.push({ header: line, lines: [] })
    else sections[sections.length - 1]!.lines.push(line)
  }
  return { sections }
}

/** The text of a tree. */
export function printTree(tree: ConfigTree): string {
  const parts: string[] = []
  for (const section of tree.sections) {
    for (const line of section.header === null ? section.lines : [section.header, ...section.lines]) {
      for (const piece of line.pieces) parts.push(piece.text)
      parts.push(line.end)
    }
  }
  return parts.join('')
}

/** The words of a line as written. */
export function wordsOf(line: TreeLine): string[] {
  return line.pieces.filter((piece) => piece.kind === 'word').map((piece) => piece.text)
}

function cutLine(text: string): TreePiece[] {
  const pieces: TreePiece[] = []
  const { words, commentColumn, diagnostics } = tokenize(text, '', 0, () => 'x')
  if (diagnostics.length > 0) return [{ kind: 'broken', text }]
  let at = 0
  const add = (kind: TreePiece['kind'], end: number): void => {
    if (end > at) pieces.push({ kind, text: text.slice(at, end) })
    at = end
  }
  for (const { span } of words) {
    add('blank', span.column)
    add('word', span.column + span.length)
  }
  add('blank', commentColumn < 0 ? text.length : commentColumn)
  add('comment', text.length)
  return pieces
}
