import type { Diagnostic } from '@weir/base'
import type { Word } from '@weir/keyword'
import { diagnostics } from './diagnostics.ts'

/** HAProxy's limit of words on one line. */
export const maximumWords = 64

/** What a line knows of itself, by names that no variable has. */
const ownVariables: ReadonlySet<string> = new Set(['.FILE', '.LINE', '.SECTION'])

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
  return new Lexer(text, file, line, lookUp, true).run()
}

/** Cuts a condition of the command line, which is a line without comments. */
export function tokenizeCondition(text: string, lookUp: LookUpVariable): TokenizedLine {
  return new Lexer(text, '-cc', 1, lookUp, false).run()
}

class Lexer {
  readonly #text: string
  readonly #file: string
  readonly #line: number
  readonly #lookUp: LookUpVariable
  readonly #hasComments: boolean
  readonly #words: Word[] = []
  readonly #diagnostics: Diagnostic[] = []
  #at = 0
  #start = -1
  #value = ''
  #columns: number[] | null = null

  constructor(text: string, file: string, line: number, lookUp: LookUpVariable, hasComments: boolean) {
    this.#text = text
    this.#file = file
    this.#line = line
    this.#lookUp = lookUp
    this.#hasComments = hasComments
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
      } else if (code === 35 && this.#hasComments) {
        commentColumn = this.#at
        break
      } else this.#keepPlain()
      if (this.#diagnostics.length > 0) break
    }
    if (quote !== 0 && this.#diagnostics.length === 0) this.#complain('unmatched quote', quoteColumn)
    this.#finish(this.#at)
    const extra = this.#findExtraWord()
    if (extra !== undefined && this.#diagnostics.length === 0)
      this.#diagnostics.push(diagnostics.tooManyWords(extra.span, extra.text))
    if (commentColumn < 0 && text.length < this.#text.length) commentColumn = text.length
    return { words: this.#words, commentColumn, diagnostics: this.#diagnostics }
  }

  /** The first word over the limit. A blank behind the last word that is allowed starts one more, as in HAProxy. */
  #findExtraWord(): Word | undefined {
    const last = this.#words[maximumWords - 1]
    if (last === undefined) return undefined
    const isFollowed = isBlank(this.#text.charCodeAt(last.span.column + last.span.length))
    return this.#words[maximumWords] ?? (isFollowed ? last : undefined)
  }

  /** A carriage return behind a word ends the line, elsewhere it is a blank; a NUL cuts the line and is an error. */
  #cutText(): string {
    const end = /(?<=[^\t-\r ])\r|\0/.exec(this.#text)
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
    const name = readVariableName(text, at)
    if (name === '') {
      this.#complain('forbidden first char in environment variable name', at)
      return
    }
    at += name.length
    const isOwn = name.startsWith('.')
    let fallback: string | undefined
    let isList = false
    if (brace >= 0) {
      if (text[at] === '[') {
        if (!text.startsWith('[*]', at)) {
          this.#complain('truncated or invalid word expansion sequence', at)
          return
        }
        isList = true
        at += 3
      }
      if (text[at] === '-' && !isOwn) {
        const close = text.indexOf('}', at)
        fallback = text.slice(at + 1, close < 0 ? text.length : close)
        at = close < 0 ? text.length : close
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

  /** Every word of the value becomes a word of the line; the first and the last join what touches them. */
  #addList(value: string, column: number, end: number): void {
    for (const [index, part] of value.split(/[ \t-\r]+/).entries()) {
      if (index > 0) {
        this.#finish(end)
        this.#start = column
      }
      this.#add(part, column)
    }
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

/** The name of a variable, which is empty where none can start. A dot starts one of the language's own names only. */
function readVariableName(text: string, at: number): string {
  const isOwn = text[at] === '.'
  let end = isOwn ? at + 1 : at
  if (!isNameStart(text.charCodeAt(end))) return ''
  while (isNamePart(text.charCodeAt(end))) end++
  const name = text.slice(at, end)
  return isOwn && !ownVariables.has(name) ? '' : name
}

function isNameStart(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 57)
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

/** Anything that neither separates words nor starts a quote, an escape, a comment. */
function isPlain(code: number): boolean {
  return !(isBlank(code) || code === 34 || code === 35 || code === 39 || code === 92)
}
