/** Reads PCRE2 syntax as HAProxy is given it: byte strings, no UTF mode, no options but case. */
import { ByteSet, perlClasses } from './byte-set.ts'
import { fixedLength, someNode } from './facts.ts'
import { changeFlags, type Flags, noFlags } from './flags.ts'
import type { RegexNode } from './node.ts'
import { RegexSyntaxError, SetReader } from './set-reader.ts'

export interface ParsedRegex {
  readonly node: RegexNode
  readonly groupCount: number
}

/** With `noCapture` only groups with a name capture. */
export function parseRegex(
  text: string,
  ignoreCase: boolean,
  noCapture = false,
): ParsedRegex | { readonly error: string } {
  try {
    const draft = new Parser(text, { ...noFlags, ignoreCase, noCapture }, null)
    draft.parse()
    return new Parser(text, { ...noFlags, ignoreCase, noCapture }, draft.groups()).parse()
  } catch (error) {
    if (error instanceof RegexSyntaxError) return { error: error.message }
    throw error
  }
}

/** Writes `\Q…\E` with an escape for each character that needs one. */
function unquote(text: string): string {
  if (!text.includes('\\Q') && !text.includes('\\E')) return text
  return text.replace(/\\Q(.*?)(?:\\E|$)|\\E|\\./gs, (whole, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted.replace(/[^A-Za-z0-9]/g, (character) => `\\${character}`)
    return whole === '\\E' ? '' : whole
  })
}

/** PCRE's limit on nested parentheses. */
const depthLimit = 250

const misplacedQuantifier = 'quantifier does not follow a repeatable item'

/** What a first reading finds: a reference may stand before its group, and `\12` may be one or a byte. */
interface Groups {
  readonly names: ReadonlyMap<string, number>
  readonly count: number
}

class Parser extends SetReader {
  #groups = 0
  #depth = 0
  readonly #names = new Map<string, number>()
  /** Null in the first reading. */
  readonly #known: Groups | null
  #lastReference = 0

  constructor(text: string, flags: Flags, known: Groups | null) {
    super(unquote(text), flags)
    this.#known = known
  }

  parse(): ParsedRegex {
    this.#skipSettings()
    const node = this.#choice()
    if (this.at < this.text.length) this.fail('unmatched closing parenthesis')
    if (this.#known !== null && this.#lastReference > this.#groups) {
      throw new RegexSyntaxError(`reference to the non-existent group ${this.#lastReference}`)
    }
    return { node, groupCount: this.#groups }
  }

  groups(): Groups {
    return { names: this.#names, count: this.#groups }
  }

  /** Settings in front of everything: those that change how the pattern is compiled or run, not what it matches. */
  #skipSettings(): void {
    const setting = /\(\*(?:NO_(?!JIT)[A-Z_]+|LIMIT_[A-Z]+=[0-9]+|LF|BSR_UNICODE)\)/y
    for (;;) {
      setting.lastIndex = this.at
      if (!setting.test(this.text)) return
      this.at = setting.lastIndex
    }
  }

  #choice(): RegexNode {
    const before = this.flags
    const items = [this.#sequence()]
    while (this.text[this.at] === '|') {
      this.at++
      items.push(this.#sequence())
    }
    this.flags = before
    return items.length === 1 ? items[0]! : { kind: 'choice', items }
  }

  #sequence(): RegexNode {
    const items: RegexNode[] = []
    for (;;) {
      if (this.flags.extended) this.#skipBlanks()
      const character = this.text[this.at]
      if (character === undefined || character === '|' || character === ')') break
      const item = this.#atom()
      if (item !== null) items.push(this.#quantified(item))
    }
    return items.length === 1 ? items[0]! : { kind: 'sequence', items }
  }

  /** Comments may stand between an item and its quantifier. */
  #skipNothings(): void {
    for (;;) {
      if (this.flags.extended) this.#skipBlanks()
      if (!this.text.startsWith('(?#', this.at)) return
      this.#skipComment()
    }
  }

  #skipComment(): void {
    const end = this.text.indexOf(')', this.at)
    if (end < 0) this.fail('missing ) after (?# comment')
    this.at = end + 1
  }

  #skipBlanks(): void {
    for (;;) {
      const character = this.text[this.at]
      if (character === '#') {
        const end = this.text.indexOf('\n', this.at)
        this.at = end < 0 ? this.text.length : end + 1
      } else if (character !== undefined && /[ \t-\r]/.test(character)) this.at++
      else return
    }
  }

  /** `[[:<:]]` and `[[:>:]]`: where a word begins and ends. */
  #wordEdge(): RegexNode | null {
    const edge = /^\[\[:([<>]):\]\]/.exec(this.text.slice(this.at, this.at + 7))
    if (edge === null) return null
    this.at += 7
    const word: RegexNode = { kind: 'set', set: perlClasses.w! }
    const look: RegexNode = { kind: 'look', item: word, isBehind: edge[1] === '>', isNegative: false }
    return {
      kind: 'group',
      index: null,
      item: { kind: 'sequence', items: [{ kind: 'assertion', assertion: 'word' }, look] },
    }
  }

  #quantified(item: RegexNode): RegexNode {
    this.#skipNothings()
    const bounds = this.#quantifier()
    if (bounds === null) return item
    if (item.kind === 'assertion' || item.kind === 'keep') this.fail(misplacedQuantifier)
    const suffix = this.text[this.at]
    let mode: 'greedy' | 'lazy' | 'possessive' = this.flags.ungreedy ? 'lazy' : 'greedy'
    if (suffix === '?') mode = this.flags.ungreedy ? 'greedy' : 'lazy'
    else if (suffix === '+') mode = 'possessive'
    if (suffix === '?' || suffix === '+') this.at++
    return { kind: 'repeat', item, ...bounds, mode }
  }

  #quantifier(): { min: number; max: number } | null {
    const character = this.text[this.at]
    const bounds: readonly [number, number] | null =
      character === '*' ? [0, Infinity] : character === '+' ? [1, Infinity] : character === '?' ? [0, 1] : null
    if (bounds !== null) {
      this.at++
      return { min: bounds[0], max: bounds[1] }
    }
    const match = /^\{([0-9]+)(,([0-9]*))?\}/.exec(this.text.slice(this.at, this.at + 16))
    if (match === null) return null
    const min = Number(match[1])
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3])
    if (min > 65535 || (max !== Infinity && max > 65535)) this.fail('number too big in {} quantifier')
    if (min > max) this.fail('numbers out of order in {} quantifier')
    this.at += match[0].length
    return { min, max }
  }

  #atom(): RegexNode | null {
    const character = this.text[this.at]!
    switch (character) {
      case '(': {
        if (++this.#depth > depthLimit) this.fail('parentheses are too deeply nested')
        const group = this.#group()
        this.#depth--
        return group
      }
      case '[':
        return this.#wordEdge() ?? this.class()
      case '.':
        this.at++
        return { kind: 'set', set: this.flags.dotAll ? ByteSet.of([0, 255]) : perlClasses.N! }
      case '^':
        this.at++
        return { kind: 'assertion', assertion: this.flags.multiline ? 'line-start' : 'start' }
      case '$':
        this.at++
        return { kind: 'assertion', assertion: this.flags.multiline ? 'line-end' : 'end-or-newline' }
      case '\\':
        return this.#escape()
      case '*':
      case '+':
      case '?':
        return this.fail(misplacedQuantifier)
      case '{':
        if (this.#quantifier() !== null) this.fail(misplacedQuantifier)
        this.at++
        return this.literal(character.charCodeAt(0))
      default:
        this.at++
        return this.literal(character.charCodeAt(0))
    }
  }

  #group(): RegexNode | null {
    this.at++
    const text = this.text
    if (text[this.at] === '*') return this.#starred()
    if (text[this.at] !== '?') {
      return this.flags.noCapture ? { kind: 'group', item: this.#body(), index: null } : this.#capture()
    }
    const rest = text.slice(this.at)
    if (rest.startsWith('?#')) {
      this.#skipComment()
      return null
    }
    const named = /^\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest)
    if (named !== null) {
      this.at += named[0].length
      const name = (named[1] ?? named[2])!
      const other = this.#names.get(name)
      if (other !== undefined && other !== this.#groups + 1) this.fail('two named subpatterns have the same name')
      this.#names.set(name, this.#groups + 1)
      return this.#capture()
    }
    const byName = /^\?P=([A-Za-z_]\w*)\)/.exec(rest)
    if (byName !== null) {
      this.at += byName[0].length
      return this.#referenceByName(byName[1]!)
    }
    const callout = /^\?C(?:(?:1?[0-9]{0,2}|2[0-4][0-9]|25[0-5])|"[^"]*"|'[^']*')\)/.exec(rest)
    if (callout !== null) {
      this.at += callout[0].length
      return null
    }
    for (const [opening, isBehind, isNegative] of lookarounds) {
      if (!rest.startsWith(opening)) continue
      this.at += opening.length
      return this.#look(isBehind, isNegative)
    }
    if (rest.startsWith('?>')) {
      this.at += 2
      return { kind: 'atomic', item: this.#body() }
    }
    if (rest.startsWith('?|')) {
      this.at++
      return { kind: 'group', item: this.#branchReset(), index: null }
    }
    if (rest.startsWith('?(')) {
      this.at += 2
      return this.#condition()
    }
    if (/^\?(R\)|[+-]?[0-9]|&|P>)/.test(rest)) this.#refuseRecursion()
    const options = /^\?(\^?)([imsxnJU]*)(?:-([imsxnJU]*))?([:)])/.exec(rest)
    if (options === null) return this.fail('unrecognized character after (? or (?-')
    if (options[2]!.includes('J')) this.refuse("the option 'J'", 'give every group a name of its own')
    if (options[2]!.includes('xx')) this.refuse("the option 'xx'", "write 'x', and no blanks in classes")
    if (options[1] === '^' && options[3] !== undefined) this.fail('invalid hyphen in option setting')
    this.at += options[0].length
    const before = this.flags
    this.flags = changeFlags(before, options[1] === '^', options[2]!, options[3] ?? '')
    if (options[4] === ')') return null
    const item = this.#body()
    this.flags = before
    return { kind: 'group', item, index: null }
  }

  #look(isBehind: boolean, isNegative: boolean): RegexNode {
    const at = this.at
    const item = this.#body()
    if (isBehind && someNode(item, (part) => part.kind === 'reference'))
      this.refuse('a back-reference in a look-behind', 'write out what it stands for')
    if (isBehind && (item.kind === 'choice' ? item.items : [item]).some((part) => fixedLength(part) === null)) {
      this.at = at
      this.fail('lookbehind assertion is not fixed length')
    }
    if (someNode(item, (part) => part.kind === 'keep')) this.fail('\\K is not allowed in lookarounds')
    return { kind: 'look', item, isBehind, isNegative }
  }

  #refuseRecursion(): never {
    return this.refuse('recursion', 'write the group out as often as it occurs')
  }

  /** `(*pla:…)` and the like, and verbs. */
  #starred(): RegexNode {
    const rest = this.text.slice(this.at)
    const fails = /^\*F(?:AIL)?\)/.exec(rest)
    if (fails !== null) {
      this.at += fails[0].length
      return { kind: 'set', set: new ByteSet() }
    }
    const named = /^\*([a-z_]+):/.exec(rest)
    const known = named === null ? undefined : namedParts[named[1]!]
    if (known === undefined) {
      this.refuse(`'(${/^\*[A-Za-z_]*/.exec(rest)![0]})'`, 'leave it out, or use the classes and assertions for it')
    }
    this.at += named![0].length
    return known === 'atomic' ? { kind: 'atomic', item: this.#body() } : this.#look(known.isBehind, known.isNegative)
  }

  /** The groups of every alternative are counted from the same number. */
  #branchReset(): RegexNode {
    const first = this.#groups
    let last = first
    const before = this.flags
    const items: RegexNode[] = []
    do {
      this.#groups = first
      this.at++
      items.push(this.#sequence())
      last = Math.max(last, this.#groups)
    } while (this.text[this.at] === '|')
    this.#groups = last
    this.flags = before
    this.#close()
    return items.length === 1 ? items[0]! : { kind: 'choice', items }
  }

  /** `(?(…)yes|no)`, from behind the second parenthesis. */
  #condition(): RegexNode {
    this.at--
    const rest = this.text.slice(this.at)
    const numbered = /^\(([+-]?)([0-9]+)\)/.exec(rest)
    const byName = /^\((?:<(\w+)>|'(\w+)'|([A-Za-z_]\w*))\)/.exec(rest)
    if (/^\((?:R[0-9]*|R&\w+|DEFINE|VERSION.*)\)/.test(rest)) this.#refuseRecursion()
    let look: RegexNode | null = null
    let index = 0
    if (numbered !== null) {
      this.at += numbered[0].length
      const number = Number(numbered[2])
      index = numbered[1] === '-' ? this.#groups + 1 - number : this.#groups * (numbered[1] === '+' ? 1 : 0) + number
    } else if (byName !== null) {
      this.at += byName[0].length
      const name = (byName[1] ?? byName[2] ?? byName[3])!
      index = this.#numberOf(name)
    } else {
      look = this.#group()
      if (look?.kind !== 'look') this.fail('assertion expected after (?( or (?(?C)')
    }
    const item = this.#body()
    const [yes, no, ...others] = item.kind === 'choice' ? item.items : [item]
    if (others.length > 0) this.fail('conditional subpattern contains more than two branches')
    const otherwise: RegexNode = no ?? { kind: 'sequence', items: [] }
    if (look === null) {
      if (index < 1) this.fail('reference to a non-existent group')
      this.#lastReference = Math.max(this.#lastReference, index)
      return { kind: 'condition', index, yes: yes!, no: otherwise }
    }
    const isNot: RegexNode = { ...(look as Extract<RegexNode, { kind: 'look' }>) }
    const opposite: RegexNode = { ...isNot, isNegative: !isNot.isNegative }
    return {
      kind: 'group',
      index: null,
      item: {
        kind: 'choice',
        items: [
          { kind: 'sequence', items: [look!, groupOf(yes!)] },
          { kind: 'sequence', items: [opposite, groupOf(otherwise)] },
        ],
      },
    }
  }

  #capture(): RegexNode {
    const index = ++this.#groups
    return { kind: 'group', item: this.#body(), index }
  }

  #body(): RegexNode {
    const item = this.#choice()
    this.#close()
    return item
  }

  #close(): void {
    if (this.text[this.at] !== ')') this.fail('missing closing parenthesis')
    this.at++
  }

  #reference(index: number): RegexNode {
    if (index < 1) this.fail('reference to a non-existent group')
    this.#lastReference = Math.max(this.#lastReference, index)
    return { kind: 'reference', index, ignoreCase: this.flags.ignoreCase }
  }

  #numberOf(name: string): number {
    if (this.#known === null) return 1
    return this.#known.names.get(name) ?? this.fail(`reference to the non-existent group '${name}'`)
  }

  #referenceByName(name: string): RegexNode {
    return this.#reference(this.#numberOf(name))
  }

  #escape(): RegexNode | null {
    const character = this.text[this.at + 1]
    if (character === undefined) return this.fail('\\ at end of pattern')
    const rest = this.text.slice(this.at)
    const numbered = /^\\([1-9][0-9]*)/.exec(rest)
    if (numbered !== null) {
      const index = Number(numbered[1])
      if (index < 10 || index <= (this.#known?.count ?? 0)) {
        this.at += numbered[0].length
        return this.#reference(index)
      }
    }
    const grouped = /^\\g(?:\{([+-]?[0-9]+)\}|([+-]?[0-9]+))/.exec(rest)
    if (grouped !== null) {
      this.at += grouped[0].length
      const written = grouped[1] ?? grouped[2]!
      const number = Number(written)
      return this.#reference(
        written.startsWith('-') ? this.#groups + 1 + number : written.startsWith('+') ? this.#groups + number : number,
      )
    }
    if (/^\\g[<']/.test(rest)) this.#refuseRecursion()
    const byName = /^\\(?:k(?:<(\w+)>|'(\w+)'|\{(\w+)\})|g\{([A-Za-z_]\w*)\})/.exec(rest)
    if (byName !== null) {
      this.at += byName[0].length
      return this.#referenceByName((byName[1] ?? byName[2] ?? byName[3] ?? byName[4])!)
    }
    const assertion = escapeAssertions[character]
    if (assertion !== undefined) {
      this.at += 2
      return { kind: 'assertion', assertion }
    }
    if (character === 'K') {
      this.at += 2
      return { kind: 'keep' }
    }
    if (character === 'R') {
      this.at += 2
      const lines: RegexNode = {
        kind: 'sequence',
        items: [
          { kind: 'set', set: ByteSet.of([13, 13]) },
          { kind: 'set', set: ByteSet.of([10, 10]) },
        ],
      }
      return { kind: 'atomic', item: { kind: 'choice', items: [lines, { kind: 'set', set: perlClasses.v! }] } }
    }
    const set = this.escapedSet()
    if (set !== null) return { kind: 'set', set }
    return this.literal(this.escapedByte())
  }
}

const lookarounds: readonly (readonly [string, boolean, boolean])[] = [
  ['?=', false, false],
  ['?!', false, true],
  ['?<=', true, false],
  ['?<!', true, true],
]

const escapeAssertions: Readonly<Record<string, 'word' | 'not-word' | 'subject-start' | 'end' | 'end-or-newline'>> = {
  b: 'word',
  B: 'not-word',
  A: 'subject-start',
  z: 'end',
  Z: 'end-or-newline',
  G: 'subject-start',
}

const groupOf = (item: RegexNode): RegexNode => ({ kind: 'group', item, index: null })

const ahead = { isBehind: false, isNegative: false }
const notAhead = { isBehind: false, isNegative: true }
const behind = { isBehind: true, isNegative: false }
const notBehind = { isBehind: true, isNegative: true }

const namedParts: Readonly<Record<string, 'atomic' | { readonly isBehind: boolean; readonly isNegative: boolean }>> = {
  atomic: 'atomic',
  pla: ahead,
  positive_lookahead: ahead,
  nla: notAhead,
  negative_lookahead: notAhead,
  plb: behind,
  positive_lookbehind: behind,
  nlb: notBehind,
  negative_lookbehind: notBehind,
}
