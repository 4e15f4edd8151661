import type { Diagnostic, Severity, Span } from '@weir/base'
import { joinSpans, nearest, type Word } from '@weir/keyword'
import { type ConditionEnvironment, evaluateCondition } from './condition-evaluator.ts'
import { diagnostics } from './diagnostics.ts'

/** One open `.if`. */
interface Level {
  readonly span: Span
  /** True when the lines around the block are read. */
  readonly isReachable: boolean
  /** True when a branch has been taken. */
  isDecided: boolean
  isTaken: boolean
  hasElse: boolean
  /** True when its condition made no sense, which has been reported. */
  readonly isBroken: boolean
}

const messageLevels: Readonly<Record<string, Severity>> = {
  '.notice': 'notice',
  '.warning': 'warning',
  '.alert': 'alert',
  '.diag': 'diag',
}

const names = ['.if', '.elif', '.else', '.endif', ...Object.keys(messageLevels)]

/** Follows `.if` blocks through one file, and says which lines count (manual 2.4). */
export class ConditionalBlocks {
  readonly #environment: ConditionEnvironment
  readonly #report: (diagnostic: Diagnostic) => void
  readonly #levels: Level[] = []

  constructor(environment: ConditionEnvironment, report: (diagnostic: Diagnostic) => void) {
    this.#environment = environment
    this.#report = report
  }

  /** False inside a branch that is not taken. */
  get isActive(): boolean {
    const level = this.#levels[this.#levels.length - 1]
    return level === undefined || level.isTaken
  }

  /** Handles a line whose first word starts with a dot. */
  read(words: readonly Word[]): void {
    const first = words[0]!
    const extra = words[1]
    switch (first.text) {
      case '.if': {
        const isReachable = this.isActive
        const holds = isReachable && this.#holds(first, words)
        // No branch counts after a condition without sense.
        const isDecided = holds !== false
        this.#levels.push({
          span: first.span,
          isReachable,
          isDecided,
          isTaken: holds === true,
          hasElse: false,
          isBroken: holds === null,
        })
        return
      }
      case '.elif':
      case '.else': {
        const level = this.#levels[this.#levels.length - 1]
        if (level === undefined) this.#report(diagnostics.lone(first.text, first.span))
        else if (level.hasElse) this.#report(diagnostics.afterElse(first.text, first.span))
        else if (first.text === '.elif') {
          const holds = level.isReachable && !level.isDecided && this.#holds(first, words)
          level.isTaken = holds === true
          level.isDecided ||= holds !== false
        } else {
          if (extra !== undefined) this.#report(diagnostics.dotArgument(first.text, extra.text, extra.span))
          level.hasElse = true
          level.isTaken = level.isReachable && !level.isDecided
        }
        return
      }
      case '.endif':
        if (this.#levels.length === 0) this.#report(diagnostics.lone(first.text, first.span))
        else if (extra !== undefined) this.#report(diagnostics.dotArgument(first.text, extra.text, extra.span))
        this.#levels.pop()
        return
    }
    if (!this.isActive) return
    const severity = messageLevels[first.text]
    if (severity === undefined) this.#report(diagnostics.unknownDot(first.text, first.span, nearest(first.text, names)))
    else if (words[2] !== undefined) this.#report(diagnostics.dotArgument(first.text, words[2].text, words[2].span))
    else this.#report(diagnostics.userMessage(severity, extra?.text ?? '', extra?.span ?? first.span))
  }

  /** Reports the block that the end of the file leaves open, on the last line as HAProxy does. */
  finish(lastLine: number): void {
    const open = this.#levels[this.#levels.length - 1]
    if (open !== undefined && !open.isBroken)
      this.#report(diagnostics.openIf({ ...open.span, line: lastLine, column: 0, length: 0 }, open.span))
    this.#levels.length = 0
  }

  /** Null for a condition that makes no sense, which is reported. */
  #holds(directive: Word, words: readonly Word[]): boolean | null {
    const rest = words.slice(1)
    const text = rest.map((word) => word.text).join(' ')
    const result = evaluateCondition(text, this.#environment)
    if (!('error' in result)) return result.holds
    const first = rest[0]
    const last = rest[rest.length - 1]
    const span = first === undefined || last === undefined ? directive.span : joinSpans(first.span, last.span)
    const position = Math.min(result.position, Math.max(0, span.length - 1))
    const place = { ...span, column: span.column + position, length: span.length - position }
    this.#report(diagnostics.condition(result.error, directive.text, place))
    return null
  }
}
