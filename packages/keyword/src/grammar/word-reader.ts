import type { Span } from '@weir/base'
import { type ArgumentReader, type Complaint, FAILED, type Failed, type ParseHost } from '../argument-reader.ts'
import type { Word } from '../node.ts'
import type { Parameter } from '../parameter.ts'

/** What a reader reports through; `span` is always set. */
export interface Finding {
  readonly code: string
  readonly severity: 'alert' | 'warning' | 'diag'
  readonly message: string
  readonly span: Span
  readonly hint?: string
}

export interface WordReaderOptions {
  readonly style: 'line' | 'call'
  readonly keyword: Word
  readonly suffix?: string
  readonly words: readonly Word[]
  readonly host: ParseHost
  readonly report: (finding: Finding) => void
  /**
   * True when the line may end in `if` or `unless`: optional arguments then do not see these two words, while a
   * required argument still takes whatever comes.
   */
  readonly endsAtCondition?: boolean
}

/** A cursor over words that are already there. */
export class WordReader implements ArgumentReader {
  readonly style: 'line' | 'call'
  readonly keyword: Word
  readonly suffix: string
  readonly host: ParseHost
  /** How many alerts were reported. */
  failures = 0
  readonly #words: readonly Word[]
  readonly #report: (finding: Finding) => void
  readonly #endsAtCondition: boolean
  #at = 0

  constructor(options: WordReaderOptions) {
    this.style = options.style
    this.keyword = options.keyword
    this.suffix = options.suffix ?? ''
    this.host = options.host
    this.#words = options.words
    this.#report = options.report
    this.#endsAtCondition = options.endsAtCondition ?? false
  }

  /** How many words were taken. */
  get position(): number {
    return this.#at
  }

  peek(ahead = 0): Word | null {
    if (this.#endsAtCondition) {
      for (let index = this.#at; index <= this.#at + ahead; index++) {
        if (isConditionStart(this.#words[index])) return null
      }
    }
    return this.#words[this.#at + ahead] ?? null
  }

  next(): Word | null {
    const word = this.#words[this.#at]
    if (word === undefined) return null
    this.#at++
    return word
  }

  fail(message: string, complaint: Complaint = {}): Failed {
    this.failures++
    this.#report(this.#finding('alert', message, complaint))
    return FAILED
  }

  warn(message: string, complaint: Complaint = {}): void {
    this.#report(this.#finding('warning', message, complaint))
  }

  note(message: string, complaint: Complaint = {}): void {
    this.#report(this.#finding('diag', message, complaint))
  }

  /** Reads a parameter. One that fails without a word gets one said for it: nothing may be dropped in silence. */
  read<T>(parameter: Parameter<T>): T | Failed {
    const before = this.failures
    const value = parameter.parse(this)
    // The ACLs of a condition may be reported once the section is complete.
    if (value === FAILED && this.failures === before && parameter.type !== 'condition')
      return this.fail(`'${this.keyword.text}' expects ${parameter.usage}`, { code: 'config/missing-argument' })
    return value
  }

  #finding(severity: Finding['severity'], message: string, complaint: Complaint): Finding {
    const word = this.#words[this.#at - 1] ?? this.keyword
    return {
      code: complaint.code ?? 'config/invalid-argument',
      severity,
      message,
      span: complaint.span ?? word.span,
      ...(complaint.hint === undefined ? {} : { hint: complaint.hint }),
    }
  }
}

/** True for the two words that start a condition at the end of a line. */
export function isConditionStart(word: Word | undefined): boolean {
  return word !== undefined && (word.text === 'if' || word.text === 'unless')
}
