import type { Diagnostic } from '@weir/base'
import type { Word } from '@weir/keyword'
import { diagnostics } from './diagnostics.ts'

/** HAProxy's limit of words on one line. */
export const maximumWords = 64

/** Gives the value of a variable or pseudo-variable (`.LINE`), or undefined when it is not set. */
export type LookUpVariable = (name: string) => string | undefined

/** One line cut into words. `diagnostics` is empty unless the line must be dropped. */
export interface TokenizedLine {
  readonly words: readonly Word[]
  /** Where the comment starts, or what follows a carriage return, which counts as little; -1 without either. */
  readonly commentColumn: number
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Cuts a line into words by HAProxy's rules (manual 2.2 and 2.3): blanks separate, single quotes protect everything,
 * double quotes protect blanks, `#` and single quotes but expand variables, a backslash protects one character or names
 * one, and a `#` outside quotes starts a comment wherever it stands. A backslash before anything else is kept.
 */
export function tokenize(text: string, file: string, line: number, lookUp: LookUpVariable): TokenizedLine {
  return new Lexer(text, file, line, lookUp).run()
}

class Lexer {
  readonly #text: string
  readonly #file: string
  readonly #line: number
  readonly #lookUp: LookUpVariable
  readonly #words: Word[] = []
  readonly #diagnostics: Diagnostic[] = []
  #at = 0
  #start = -1
  #value = ''
  #columns: number[] | null = null

  constructor(text: string, file: string, line: number, lookUp: LookUpVariable) {
    this.#text = text
    this.#file = file
    this.#line = line
    this.#lookUp = lookUp
  }

  run(): TokenizedLine {
    const text = this.#cutText()
    let quote = 0
    let quoteColumn = 0
    let commentColumn = -1
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at)
      if (quote === 39) {
        if (code === 39) {
          quote = 0
          this.#at++
        } else this.#keep(1)
      } else if (code === 92) this.#readEscape(quote !== 0)
      else if (code === 34 || (code === 39 && quote === 0)) {
        if (quote === 0) {
          quoteColumn = this.#at
          quote = code
          this.#alter()
        } else quote = 0
        this.#at++
      } else if (quote === 34) {
        if (code === 36) this.#readVariable()
        else this.#keep(1)
      } else if (isBlank(code)) {
        this.#finish(this.#at)
        this.#at++
      } else if (code === 35) {
        commentColumn = this.#at
        break
      } else this.#keepPlain()
      if (this.#diagnostics.length > 0) break
    }
    if (quote !== 0 && this.#diagnostics.length === 0) this.#complain('unmatched quote', quoteColumn)
    this.#finish(this.#at)
    if (this.#words.length > maximumWords && this.#diagnostics.length === 0) {
      const extra = this.#words[maximumWords]!
      this.#diagnostics.push(diagnostics.tooManyWords(extra.span, extra.text))
    }
    if (commentColumn < 0 && text.length < this.#text.length) commentColumn = text.length
    return { words: this.#words, commentColumn, diagnostics: this.#diagnostics }
  }

  /** A carriage return ends the line, a NUL cuts it and is an error. */
  #cutText(): string {
    const end = /[\r\0]/.exec(this.#text)
    if (end === null) return this.#text
    if (end[0] === '\0')
      this.#diagnostics.push(diagnostics.nul({ file: this.#file, line: this.#line, column: end.index, length: 1 }))
    return this.#text.slice(0, end.index)
  }

  /** Takes a run of characters that stand for themselves. */
  #keepPlain(): void {
    const text = this.#text
    let end = this.#at + 1
    while (end < text.length && isPlain(text.charCodeAt(end))) end++
    this.#keep(end - this.#at)
  }

  #keep(length: number): void {
    if (this.#start < 0) this.#start = this.#at
    this.#value += this.#text.slice(this.#at, this.#at + length)
    if (this.#columns !== null) for (let index = 0; index < length; index++) this.#columns.push(this.#at + index)
    this.#at += length
  }

  /** From here on the word's text is not what is written. */
  #alter(): void {
    if (this.#start < 0) this.#start = this.#at
    this.#columns ??= Array.from({ length: this.#value.length }, (_, index) => this.#start + index)
  }

  #add(value: string, column: number): void {
    this.#alter()
    this.#value += value
    for (let index = 0; index < value.length; index++) this.#columns!.push(column)
  }

  #finish(end: number): void {
    if (this.#start < 0) return
    const span = { file: this.#file, line: this.#line, column: this.#start, length: end - this.#start }
    this.#words.push(
      this.#columns === null ? { text: this.#value, span } : { text: this.#value, span, columns: this.#columns },
    )
    this.#start = -1
    this.#value = ''
    this.#columns = null
  }

  #readEscape(isQuoted: boolean): void {
    const column = this.#at
    const next = this.#text[column + 1]
    switch (next) {
      case ' ':
      case '\t':
      case '\\':
      case '#':
      case '"':
      case "'":
        this.#add(next, column)
        this.#at += 2
        return
      case 'n':
      case 'r':
      case 't':
        this.#add(next === 'n' ? '\n' : next === 'r' ? '\r' : '\t', column)
        this.#at += 2
        return
      case '$':
        if (isQuoted) {
          this.#add('$', column)
          this.#at += 2
        } else this.#keep(1)
        return
      case 'x': {
        const digits = this.#text.slice(column + 2, column + 4)
        if (!/^[0-9a-fA-F]{2}$/.test(digits)) {
          this.#complain('truncated or invalid hexadecimal sequence', column)
          return
        }
        this.#add(String.fromCharCode(Number.parseInt(digits, 16)), column)
        this.#at += 4
        return
      }
      default:
        this.#keep(1)
    }
  }

  #readVariable(): void {
    const text = this.#text
    const column = this.#at
    let at = column + 1
    const brace = text[at] === '{' ? at++ : -1
    const nameStart = at
    if (!/[A-Za-z_.]/.test(text[at] ?? '')) {
      this.#complain('forbidden first char in environment variable name', at)
      return
    }
    at++
    while (/[A-Za-z0-9_]/.test(text[at] ?? '')) at++
    const name = text.slice(nameStart, at)
    let fallback: string | undefined
    let isList = false
    if (brace >= 0) {
      if (text[at] === '-') {
        const close = text.indexOf('}', at)
        fallback = text.slice(at + 1, close < 0 ? text.length : close)
        at = close < 0 ? text.length : close
      } else if (text.startsWith('[*]', at)) {
        isList = true
        at += 3
      }
      if (text[at] !== '}') {
        this.#complain('unmatched brace in environment variable name', brace)
        return
      }
      at++
    }
    const value = this.#lookUp(name) ?? fallback ?? ''
    if (isList) this.#addList(value, column, at)
    else this.#add(value, column)
    this.#at = at
  }

  /**
   * Every word of the value becomes a word of the line; the first and the last join what touches them. Blanks at its
   * ends make no empty words, but a value without any word is one.
   */
  #addList(value: string, column: number, end: number): void {
    for (const [index, part] of value.split(/[ \t-\r]+/).entries()) {
      if (index > 0) this.#separate(end)
      if (part === '' && index > 0) continue
      if (this.#start < 0) this.#start = column
      this.#add(part, column)
    }
  }

  /** Ends the word, which is forgotten when nothing is in it. */
  #separate(end: number): void {
    if (this.#value !== '') this.#finish(end)
    this.#start = -1
    this.#columns = null
  }

  #complain(message: string, column: number): void {
    this.#diagnostics.push(
      diagnostics.syntax(message, {
        file: this.#file,
        line: this.#line,
        column,
        length: Math.min(1, this.#text.length - column),
      }),
    )
  }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

/** Anything that neither separates words nor starts a quote, an escape, a comment. */
function isPlain(code: number): boolean {
  return !(isBlank(code) || code === 34 || code === 35 || code === 39 || code === 92)
}
