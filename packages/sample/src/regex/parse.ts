/** Reads PCRE2 syntax as HAProxy is given it: byte strings, no UTF mode, no options but case. */
import { ByteSet, perlClasses, posixClasses } from './byte-set.ts'
import type { RegexNode } from './node.ts'

/** Thrown inside this module only; `parseRegex` turns it into a result. */
class RegexSyntaxError extends Error {}

interface Flags {
  readonly ignoreCase: boolean
  readonly multiline: boolean
  readonly dotAll: boolean
  readonly extended: boolean
  readonly ungreedy: boolean
}

export interface ParsedRegex {
  readonly node: RegexNode
  readonly groupCount: number
}

export function parseRegex(text: string, ignoreCase: boolean): ParsedRegex | { readonly error: string } {
  try {
    return new Parser(text, ignoreCase).parse()
  } catch (error) {
    if (error instanceof RegexSyntaxError) return { error: error.message }
    throw error
  }
}

const simpleEscapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, a: 7, e: 27 }

class Parser {
  readonly #text: string
  #at = 0
  #groups = 0
  readonly #names = new Map<string, number>()
  readonly #references: { readonly index: number; readonly name: string | null; readonly at: number }[] = []
  #flags: Flags

  constructor(text: string, ignoreCase: boolean) {
    this.#text = text
    this.#flags = { ignoreCase, multiline: false, dotAll: false, extended: false, ungreedy: false }
    let index = 0
    for (const match of text.matchAll(
      /\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]])*\]|\((\?(?:P?<(?=[^=!])([^>]*)>|'([^']*)'))?(?!\?|\*)/gs,
    )) {
      if (!match[0].startsWith('(')) continue
      index++
      const name = match[2] ?? match[3]
      if (name !== undefined && name !== '') this.#names.set(name, index)
    }
  }

  parse(): ParsedRegex {
    if (this.#text.startsWith('(*')) this.#fail('verbs such as (*UTF) are not supported')
    const node = this.#choice()
    if (this.#at < this.#text.length) this.#fail('unmatched closing parenthesis')
    for (const { index } of this.#references) {
      if (index > this.#groups || index === 0)
        throw new RegexSyntaxError(`reference to the non-existent group ${index}`)
    }
    return { node, groupCount: this.#groups }
  }

  #fail(message: string): never {
    throw new RegexSyntaxError(`${message} at offset ${this.#at}`)
  }

  #choice(): RegexNode {
    const before = this.#flags
    const items = [this.#sequence()]
    while (this.#text[this.#at] === '|') {
      this.#at++
      items.push(this.#sequence())
    }
    this.#flags = before
    return items.length === 1 ? items[0]! : { kind: 'choice', items }
  }

  #sequence(): RegexNode {
    const items: RegexNode[] = []
    for (;;) {
      if (this.#flags.extended) this.#skipBlanks()
      const character = this.#text[this.#at]
      if (character === undefined || character === '|' || character === ')') break
      if (this.#text.startsWith('\\Q', this.#at)) {
        this.#at += 2
        const end = this.#text.indexOf('\\E', this.#at)
        const literal = end < 0 ? this.#text.slice(this.#at) : this.#text.slice(this.#at, end)
        for (const [index, quoted] of [...literal].entries()) {
          const item = this.#literal(quoted.charCodeAt(0))
          this.#at += index === literal.length - 1 && end >= 0 ? 3 : 1
          items.push(index === literal.length - 1 ? this.#quantified(item) : item)
        }
        if (literal === '' && end >= 0) this.#at = end + 2
        continue
      }
      if (this.#text.startsWith('\\E', this.#at)) {
        this.#at += 2
        continue
      }
      const item = this.#atom()
      if (item !== null) items.push(this.#quantified(item))
    }
    return items.length === 1 ? items[0]! : { kind: 'sequence', items }
  }

  #skipBlanks(): void {
    for (;;) {
      const character = this.#text[this.#at]
      if (character === '#') {
        const end = this.#text.indexOf('\n', this.#at)
        this.#at = end < 0 ? this.#text.length : end + 1
      } else if (character !== undefined && /[ \t-\r]/.test(character)) this.#at++
      else return
    }
  }

  #quantified(item: RegexNode): RegexNode {
    for (;;) {
      if (this.#flags.extended) this.#skipBlanks()
      const bounds = this.#quantifier()
      if (bounds === null) return item
      if (item.kind === 'assertion') {
        // A repeated assertion is itself, or nothing.
        if (bounds.min === 0) item = { kind: 'sequence', items: [] }
        continue
      }
      const suffix = this.#text[this.#at]
      let mode: 'greedy' | 'lazy' | 'possessive' = this.#flags.ungreedy ? 'lazy' : 'greedy'
      if (suffix === '?') mode = this.#flags.ungreedy ? 'greedy' : 'lazy'
      else if (suffix === '+') mode = 'possessive'
      if (suffix === '?' || suffix === '+') this.#at++
      item = { kind: 'repeat', item, ...bounds, mode }
    }
  }

  #quantifier(): { min: number; max: number } | null {
    const character = this.#text[this.#at]
    const bounds: readonly [number, number] | null =
      character === '*' ? [0, Infinity] : character === '+' ? [1, Infinity] : character === '?' ? [0, 1] : null
    if (bounds !== null) {
      this.#at++
      return { min: bounds[0], max: bounds[1] }
    }
    const match = /^\{([0-9]+)(,([0-9]*))?\}/.exec(this.#text.slice(this.#at, this.#at + 16))
    if (match === null) return null
    const min = Number(match[1])
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3])
    if (min > 65535 || (max !== Infinity && max > 65535)) this.#fail('number too big in {} quantifier')
    if (min > max) this.#fail('numbers out of order in {} quantifier')
    this.#at += match[0].length
    return { min, max }
  }

  #literal(code: number): RegexNode {
    return this.#set(ByteSet.of([code, code]))
  }

  #set(set: ByteSet): RegexNode {
    if (this.#flags.ignoreCase) set.fold()
    return { kind: 'set', set }
  }

  #atom(): RegexNode | null {
    const character = this.#text[this.#at]!
    switch (character) {
      case '(':
        return this.#group()
      case '[':
        return this.#class()
      case '.':
        this.#at++
        return { kind: 'set', set: this.#flags.dotAll ? ByteSet.of([0, 255]) : perlClasses.N! }
      case '^':
        this.#at++
        return { kind: 'assertion', assertion: this.#flags.multiline ? 'line-start' : 'start' }
      case '$':
        this.#at++
        return { kind: 'assertion', assertion: this.#flags.multiline ? 'line-end' : 'end-or-newline' }
      case '\\':
        return this.#escape()
      case '*':
      case '+':
      case '?':
        return this.#fail('quantifier does not follow a repeatable item')
      default:
        this.#at++
        return this.#literal(character.charCodeAt(0))
    }
  }

  #group(): RegexNode | null {
    this.#at++
    const text = this.#text
    if (text[this.#at] === '*') this.#fail('verbs such as (*SKIP) are not supported')
    if (text[this.#at] !== '?') return this.#capture()
    const rest = text.slice(this.#at)
    if (rest.startsWith('?#')) {
      const end = text.indexOf(')', this.#at)
      if (end < 0) this.#fail('missing ) after (?# comment')
      this.#at = end + 1
      return null
    }
    const named = /^\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest)
    if (named !== null) {
      this.#at += named[0].length
      return this.#capture()
    }
    const byName = /^\?P=([A-Za-z_]\w*)\)/.exec(rest)
    if (byName !== null) {
      this.#at += byName[0].length
      return this.#referenceByName(byName[1]!)
    }
    for (const [opening, isBehind, isNegative] of lookarounds) {
      if (!rest.startsWith(opening)) continue
      this.#at += opening.length
      return { kind: 'look', item: this.#body(), isBehind, isNegative }
    }
    if (rest.startsWith('?>')) {
      this.#at += 2
      return { kind: 'atomic', item: this.#body() }
    }
    if (rest.startsWith('?|')) this.#fail('branch reset groups are not supported')
    if (rest.startsWith('?(')) this.#fail('conditional groups are not supported')
    if (/^\?(R|[+-]?[0-9]|&|P>)/.test(rest)) this.#fail('recursion is not supported')
    const options = /^\?(\^?)([imsxnJU]*)(?:-([imsxnJU]*))?([:)])/.exec(rest)
    if (options === null) return this.#fail('unrecognized character after (? or (?-')
    if (/[nJ]/.test(`${options[2]}${options[3] ?? ''}`)) this.#fail("the options 'n' and 'J' are not supported")
    this.#at += options[0].length
    const before = this.#flags
    this.#flags = changeFlags(before, options[1] === '^', options[2]!, options[3] ?? '')
    if (options[4] === ')') return null
    const item = this.#body()
    this.#flags = before
    return { kind: 'group', item, index: null }
  }

  #capture(): RegexNode {
    const index = ++this.#groups
    return { kind: 'group', item: this.#body(), index }
  }

  #body(): RegexNode {
    const item = this.#choice()
    if (this.#text[this.#at] !== ')') this.#fail('missing closing parenthesis')
    this.#at++
    return item
  }

  #reference(index: number): RegexNode {
    this.#references.push({ index, name: null, at: this.#at })
    if (this.#flags.ignoreCase) this.#fail('a back-reference that ignores case is not supported')
    return { kind: 'reference', index }
  }

  #referenceByName(name: string): RegexNode {
    const index = this.#names.get(name)
    if (index === undefined) this.#fail(`reference to the non-existent group '${name}'`)
    return this.#reference(index)
  }

  #escape(): RegexNode | null {
    const character = this.#text[this.#at + 1]
    if (character === undefined) return this.#fail('\\ at end of pattern')
    const rest = this.#text.slice(this.#at)
    const numbered = /^\\([1-9][0-9]*)/.exec(rest)
    if (numbered !== null) {
      const index = Number(numbered[1])
      if (index < 10 || index <= this.#countGroups()) {
        this.#at += numbered[0].length
        return this.#reference(index)
      }
    }
    const grouped = /^\\g(?:\{([+-]?[0-9]+)\}|([+-]?[0-9]+))/.exec(rest)
    if (grouped !== null) {
      this.#at += grouped[0].length
      const written = grouped[1] ?? grouped[2]!
      const number = Number(written)
      return this.#reference(
        written.startsWith('-') ? this.#groups + 1 + number : written.startsWith('+') ? this.#groups + number : number,
      )
    }
    const byName = /^\\(?:k(?:<(\w+)>|'(\w+)'|\{(\w+)\})|g\{([A-Za-z_]\w*)\})/.exec(rest)
    if (byName !== null) {
      this.#at += byName[0].length
      return this.#referenceByName((byName[1] ?? byName[2] ?? byName[3] ?? byName[4])!)
    }
    const assertion = escapeAssertions[character]
    if (assertion !== undefined) {
      this.#at += 2
      return { kind: 'assertion', assertion }
    }
    if (character === 'R') {
      this.#at += 2
      const lines: RegexNode = {
        kind: 'sequence',
        items: [
          { kind: 'set', set: ByteSet.of([13, 13]) },
          { kind: 'set', set: ByteSet.of([10, 10]) },
        ],
      }
      return { kind: 'atomic', item: { kind: 'choice', items: [lines, { kind: 'set', set: perlClasses.v! }] } }
    }
    const set = this.#escapedSet()
    if (set !== null) return this.#set(set)
    return this.#literal(this.#escapedByte())
  }

  #countGroups(): number {
    let count = 0
    for (const match of this.#text.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]])*\]|\((?!\?(?!P?<[^=!]|'))/gs)) {
      if (match[0].startsWith('(')) count++
    }
    return count
  }

  /** `\d` and its kin, in or outside of a class; null when the escape is one byte. */
  #escapedSet(): ByteSet | null {
    const character = this.#text[this.#at + 1]!
    if (character === 'N' && this.#text[this.#at + 2] === '{') this.#fail('\\N{name} is not supported')
    if (/[pPXC]/.test(character)) this.#fail(`\\${character} is not supported`)
    const isNegated = /[DWSHV]/.test(character)
    const known = perlClasses[isNegated ? character.toLowerCase() : character]
    if (known === undefined) return null
    this.#at += 2
    const set = new ByteSet()
    set.addSet(isNegated ? known.complement() : known)
    return set
  }

  /** The byte of an escape that stands for one; the cursor moves behind it. */
  #escapedByte(): number {
    const character = this.#text[this.#at + 1]!
    const rest = this.#text.slice(this.#at)
    const simple = simpleEscapes[character]
    if (simple !== undefined) {
      this.#at += 2
      return simple
    }
    const numeric = /^\\x\{([0-9a-fA-F]+)\}/.exec(rest) ?? /^\\x([0-9a-fA-F]{0,2})/.exec(rest)
    if (numeric !== null)
      return this.#code(numeric[0].length, Number.parseInt(numeric[1] === '' ? '0' : numeric[1]!, 16))
    const octal = /^\\o\{([0-7]+)\}/.exec(rest) ?? /^\\(0[0-7]{0,2}|[0-7]{1,3})/.exec(rest)
    if (octal !== null) return this.#code(octal[0].length, Number.parseInt(octal[1]!, 8))
    if (character === 'c') {
      const control = this.#text.charCodeAt(this.#at + 2)
      if (!(control >= 32 && control <= 126)) this.#fail('\\c must be followed by a printable ASCII character')
      this.#at += 3
      return String.fromCharCode(control).toUpperCase().charCodeAt(0) ^ 64
    }
    if (/[A-Za-z0-9]/.test(character)) this.#fail(`unrecognized or unsupported escape '\\${character}'`)
    this.#at += 2
    return character.charCodeAt(0)
  }

  #code(length: number, code: number): number {
    if (code > 255) this.#fail('character code point value is too large')
    this.#at += length
    return code
  }

  #class(): RegexNode {
    const start = this.#at
    this.#at++
    const isNegated = this.#text[this.#at] === '^'
    if (isNegated) this.#at++
    const set = new ByteSet()
    let isFirst = true
    for (;;) {
      const character = this.#text[this.#at]
      if (character === undefined) {
        this.#at = start
        this.#fail('missing terminating ] for character class')
      }
      if (character === ']' && !isFirst) break
      isFirst = false
      const from = this.#classItem(set)
      if (from === null) continue
      const next = this.#text[this.#at + 1]
      if (this.#text[this.#at] !== '-' || next === ']' || next === undefined) {
        set.addRange(from, from)
        continue
      }
      this.#at++
      const beforeEnd = this.#at
      const to = this.#classItem(set)
      if (to === null) {
        // `[a-\d]`: the dash is itself.
        set.addRange(from, from)
        set.addRange(45, 45)
      } else if (to < from) {
        this.#at = beforeEnd
        this.#fail('range out of order in character class')
      } else set.addRange(from, to)
    }
    this.#at++
    if (this.#flags.ignoreCase) set.fold()
    return { kind: 'set', set: isNegated ? set.complement() : set }
  }

  /** One byte of a class, or null when a whole class was added to `set`. */
  #classItem(set: ByteSet): number | null {
    const rest = this.#text.slice(this.#at)
    const posix = /^\[:(\^?)([a-z]+):\]/.exec(rest)
    if (posix !== null) {
      const known = posixClasses[posix[2]!]
      if (known === undefined) this.#fail('unknown POSIX class name')
      set.addSet(posix[1] === '^' ? known.complement() : known)
      this.#at += posix[0].length
      return null
    }
    if (/^\[[.=]/.test(rest)) this.#fail('POSIX collating elements are not supported')
    if (rest[0] !== '\\') {
      this.#at++
      return rest.charCodeAt(0)
    }
    if (rest.startsWith('\\Q') || rest.startsWith('\\E')) this.#fail('\\Q and \\E are not supported in a class')
    if (rest[1] === undefined) this.#fail('\\ at end of pattern')
    if (rest[1] === 'b') {
      this.#at += 2
      return 8
    }
    if (rest[1] === 'N' || rest[1] === 'R' || rest[1] === 'B') this.#fail(`\\${rest[1]} is not supported in a class`)
    const escaped = this.#escapedSet()
    if (escaped === null) return this.#escapedByte()
    set.addSet(escaped)
    return null
  }
}

const lookarounds: readonly (readonly [string, boolean, boolean])[] = [
  ['?=', false, false],
  ['?!', false, true],
  ['?<=', true, false],
  ['?<!', true, true],
]

const escapeAssertions: Readonly<Record<string, 'word' | 'not-word' | 'start' | 'end' | 'end-or-newline'>> = {
  b: 'word',
  B: 'not-word',
  A: 'start',
  z: 'end',
  Z: 'end-or-newline',
}

function changeFlags(flags: Flags, isReset: boolean, on: string, off: string): Flags {
  const pick = (letter: string, value: boolean): boolean =>
    off.includes(letter) ? false : on.includes(letter) ? true : isReset ? false : value
  return {
    ignoreCase: pick('i', flags.ignoreCase),
    multiline: pick('m', flags.multiline),
    dotAll: pick('s', flags.dotAll),
    extended: pick('x', flags.extended),
    ungreedy: off.includes('U') ? false : on.includes('U') || flags.ungreedy,
  }
}
