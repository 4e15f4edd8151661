import type { Diagnostic } from '@weir/base'
import type { SourceExcerpts } from './source-excerpts.ts'

/**
 * A diagnostic as HAProxy prints it: `config : parsing [file:line] : message`. Findings of the passes over the
 * finished model carry no such prefix, as in 3.x, unless they are about one line; they name what they are about in
 * their text.
 */
export function renderForPipe(diagnostic: Diagnostic): string {
  const { message, hint, span } = diagnostic
  const text = hint === undefined ? message : `${message}; ${hint}`
  const isPlaced = diagnostic.stage === 'parsing' || diagnostic.showsPlace === true
  if (isPlaced && span !== null) return `config : parsing [${span.file}:${span.line}] : ${text}`
  return text
}

const colours = { alert: '\x1b[1;31m', warning: '\x1b[1;33m', notice: '\x1b[1;36m', diag: '\x1b[1;35m' } as const
const names = { alert: 'error', warning: 'warning', notice: 'note', diag: 'diagnostic' } as const

/** A diagnostic for a person at a terminal: the line framed, the culprit underlined, the remedy below. */
export function renderForTerminal(diagnostic: Diagnostic, excerpts: SourceExcerpts, hasColour: boolean): string {
  const paint = (code: string, text: string): string => (hasColour ? `${code}${text}\x1b[0m` : text)
  const { severity, code, message, hint, span } = diagnostic
  const lines = [`${paint(colours[severity], `${names[severity]}[${code}]`)}: ${message}`]
  if (span !== null) lines.push(...frame(span, excerpts, paint))
  for (const related of diagnostic.related ?? []) {
    lines.push(`   = ${related.message} (${related.span.file}:${related.span.line})`)
  }
  if (hint !== undefined) lines.push(`   = ${paint('\x1b[1m', 'help')}: ${hint}`)
  return lines.join('\n')
}

function frame(
  span: NonNullable<Diagnostic['span']>,
  excerpts: SourceExcerpts,
  paint: (code: string, text: string) => string,
): string[] {
  const position = `${span.file}:${span.line}:${span.column + 1}`
  const source = excerpts.line(span.file, span.line)
  const margin = ' '.repeat(String(span.line).length)
  if (source === null) return [`${margin}--> ${position}`]
  const visible = source.replace(/\t/g, ' ').replace(/[^\x20-\x7e\x80-\xff]/g, '.')
  const underline =
    ' '.repeat(span.column) + '^'.repeat(Math.max(1, Math.min(span.length, visible.length - span.column)))
  return [
    `${margin}--> ${position}`,
    `${margin} |`,
    `${span.line} | ${visible}`,
    `${margin} | ${paint('\x1b[1;31m', underline)}`,
  ]
}
