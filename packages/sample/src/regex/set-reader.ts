/** Reads what stands for one byte of a pattern: characters, escapes and classes. */
import { ByteSet, perlClasses, posixClasses, propertySet } from './byte-set.ts'
import type { Flags } from './flags.ts'
import type { RegexNode } from './node.ts'

/** Thrown inside these modules only; `parseRegex` turns it into a result. */
export class RegexSyntaxError extends Error {}

const simpleEscapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, a: 7, e: 27 }

/** A cursor over a pattern. */
export class SetReader {
  protected readonly text: string
  protected at = 0
  protected flags: Flags

  constructor(text: string, flags: Flags) {
    this.text = text
    this.flags = flags
  }

  protected fail(message: string): never {
    throw new RegexSyntaxError(`${message} at offset ${this.at}`)
  }

  /** For what PCRE can do and this cannot. */
  protected refuse(what: string, remedy: string): never {
    throw new RegexSyntaxError(`it uses ${what} at offset ${this.at}, which is not supported: ${remedy}`)
  }

  protected literal(code: number): RegexNode {
    return this.set(ByteSet.of([code, code]))
  }

  protected set(set: ByteSet): RegexNode {
    if (this.flags.ignoreCase) set.fold()
    return { kind: 'set', set }
  }

  protected class(): RegexNode {
    const start = this.at
    if (/^\[([:.=])(?:(?!\1\]|\[\1|[\]\\]).)*\1\]/s.test(this.text.slice(start)))
      this.fail('POSIX named classes are supported only within a class')
    this.at++
    const isNegated = this.text[this.at] === '^'
    if (isNegated) this.at++
    const set = new ByteSet()
    // What escapes add is the same in any case, properties of one case included.
    const escaped = new ByteSet()
    let isFirst = true
    for (;;) {
      const character = this.text[this.at]
      if (character === undefined) {
        this.at = start
        this.fail('missing terminating ] for character class')
      }
      if (character === ']' && !isFirst) break
      isFirst = false
      const from = this.#classItem(set, escaped)
      const next = this.text[this.at + 1]
      const isRange = this.text[this.at] === '-' && next !== ']' && next !== undefined
      if (from === null) {
        if (isRange) this.fail('invalid range in character class')
        continue
      }
      if (!isRange) {
        set.addRange(from, from)
        continue
      }
      this.at++
      const beforeEnd = this.at
      const to = this.#classItem(set, escaped)
      if (to === null) this.fail('invalid range in character class')
      if (to < from) {
        this.at = beforeEnd
        this.fail('range out of order in character class')
      }
      set.addRange(from, to)
    }
    this.at++
    if (this.flags.ignoreCase) set.fold()
    set.addSet(escaped)
    return { kind: 'set', set: isNegated ? set.complement() : set }
  }

  /** One byte of a class, or null when a whole class was added to one of the sets. */
  #classItem(set: ByteSet, escaped: ByteSet): number | null {
    const rest = this.text.slice(this.at)
    const posix = /^\[:(\^?)([a-z<>]+):\]/.exec(rest)
    if (posix !== null) {
      const known = posixClasses[posix[2]!]
      if (known === undefined) this.fail('unknown POSIX class name')
      set.addSet(posix[1] === '^' ? known.complement() : known)
      this.at += posix[0].length
      return null
    }
    if (/^\[[.=]/.test(rest)) this.fail('POSIX collating elements are not supported')
    if (rest[0] !== '\\') {
      this.at++
      return rest.charCodeAt(0)
    }
    if (rest[1] === undefined) this.fail('\\ at end of pattern')
    if (rest[1] === '8' || rest[1] === '9' || rest[1] === 'g') {
      this.at += 2
      return rest.charCodeAt(1)
    }
    if (rest[1] === 'b') {
      this.at += 2
      return 8
    }
    if (/[NRBCX]/.test(rest[1])) this.fail(`\\${rest[1]} is invalid in a character class`)
    const added = this.escapedSet()
    if (added === null) return this.escapedByte()
    escaped.addSet(added)
    return null
  }

  /** `\d` and its kin, in or outside of a class; null when the escape is one byte. */
  protected escapedSet(): ByteSet | null {
    const character = this.text[this.at + 1]!
    if (character === 'N' && /^\{(?![0-9]+,?[0-9]*\})/.test(this.text.slice(this.at + 2)))
      this.fail('\\N{name} is not supported')
    if (character === 'X') this.refuse('\\X', "write '(?s:.)' for a byte")
    if (character === 'p' || character === 'P') return this.#property()
    if (character === 'C') {
      this.at += 2
      return ByteSet.of([0, 255])
    }
    const isNegated = /[DWSHV]/.test(character)
    const known = perlClasses[isNegated ? character.toLowerCase() : character]
    if (known === undefined) return null
    this.at += 2
    const set = new ByteSet()
    set.addSet(isNegated ? known.complement() : known)
    return set
  }

  /** `\p{Lu}`: bytes are the characters of Latin-1. */
  #property(): ByteSet {
    const match = /^\\([pP])(?:\{\s*(\^?)\s*([\w&=: -]*?)\s*\}|([A-Za-z]))/.exec(this.text.slice(this.at))
    if (match === null) return this.fail('malformed \\P or \\p sequence')
    const set = propertySet(match[3] ?? match[4]!)
    if (set === null) return this.fail('unknown property after \\P or \\p')
    this.at += match[0].length
    return (match[1] === 'P') === (match[2] === '^') ? set : set.complement()
  }

  /** The byte of an escape that stands for one; the cursor moves behind it. */
  protected escapedByte(): number {
    const character = this.text[this.at + 1]!
    const rest = this.text.slice(this.at)
    const simple = simpleEscapes[character]
    if (simple !== undefined) {
      this.at += 2
      return simple
    }
    if (rest.startsWith('\\x{') && !/^\\x\{[0-9a-fA-F]+\}/.test(rest)) this.fail('non-hex character in \\x{}')
    const numeric = /^\\x\{([0-9a-fA-F]+)\}/.exec(rest) ?? /^\\x([0-9a-fA-F]{0,2})/.exec(rest)
    if (numeric !== null)
      return this.#code(numeric[0].length, Number.parseInt(numeric[1] === '' ? '0' : numeric[1]!, 16))
    const octal = /^\\o\{([0-7]+)\}/.exec(rest) ?? /^\\(0[0-7]{0,2}|[0-7]{1,3})/.exec(rest)
    if (octal !== null) return this.#code(octal[0].length, Number.parseInt(octal[1]!, 8))
    if (character === 'c') {
      const control = this.text.charCodeAt(this.at + 2)
      if (!(control >= 32 && control <= 126)) this.fail('\\c must be followed by a printable ASCII character')
      this.at += 3
      return String.fromCharCode(control).toUpperCase().charCodeAt(0) ^ 64
    }
    if (/[A-Za-z0-9]/.test(character)) this.fail(`unrecognized or unsupported escape '\\${character}'`)
    this.at += 2
    return character.charCodeAt(0)
  }

  #code(length: number, code: number): number {
    if (code > 255) this.fail('character code point value is too large')
    this.at += length
    return code
  }
}
