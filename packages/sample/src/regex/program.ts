import type { ByteSet } from './byte-set.ts'
import { dependsOnGroups, fixedLength, isAnchored, isCapture, isNullable, someNode } from './facts.ts'
import type { AssertionKind, RegexNode } from './node.ts'

/** The instructions of `matcher.ts`. `next`, `other` and `behind` are places of instructions. */
export const opcodes = {
  /** One byte of the set `argument`. */
  set: 0,
  /** `next` is tried first, then `other`. */
  split: 1,
  /** The group `argument` begins or ends here. */
  open: 2,
  close: 3,
  assert: 4,
  /** What the group `argument` holds; `behind` follows when that is not empty. */
  reference: 5,
  /** The part at `other` must match here (`argument` 0) or must not (1), or must match and captures nothing (2). */
  look: 6,
  /** The part at `other` matches in one way only; `behind` follows when it has taken a byte. */
  atomic: 7,
  /** As many bytes of a set as there are, at least `other`; `behind` follows when it has taken one. */
  span: 8,
  /** `argument` bytes back. */
  back: 9,
  keep: 10,
  /** `next` when the group `argument` holds something, else `other`. */
  condition: 11,
  accept: 12,
} as const

const assertionNumbers: Readonly<Record<AssertionKind, number>> = {
  start: 0,
  end: 1,
  'end-or-newline': 2,
  'line-start': 3,
  'line-end': 4,
  word: 5,
  'not-word': 6,
  'subject-start': 7,
}

export interface Program {
  readonly opcode: Uint8Array
  readonly next: Int32Array
  readonly other: Int32Array
  readonly behind: Int32Array
  readonly argument: Int32Array
  /** The number of a split among the splits, or -1. */
  readonly splitNumber: Int32Array
  readonly splitCount: number
  /** For each set a table of 256. */
  readonly sets: readonly Uint8Array[]
  readonly start: number
  readonly groupCount: number
  /** False when what matches depends on what the groups hold. */
  readonly mayRemember: boolean
  /** The bytes that a match can begin with; null when any place will do. */
  readonly first: Uint8Array | null
  /** True when only the start of the subject can match. */
  readonly isAnchored: boolean
}

/** PCRE's own limit is about as many units of compiled code. */
const instructionsLimit = 65_536

/** Compiles a regular expression; null when it is too large. */
export function compileProgram(node: RegexNode, groupCount: number): Program | null {
  const compiler = new Compiler()
  const accept = compiler.instruction(opcodes.accept)
  const start = compiler.compile(node, [accept])[0]!
  return compiler.isTooLarge ? null : compiler.finish(node, start, groupCount)
}

/**
 * Compiles from the back: every part is given the instruction that follows it. A loop that could turn without taking a byte
 * ends at such a turn, as in PCRE. Which turn is one must not be a matter of memory, or failures could not be remembered;
 * so what follows is a list: the last is where to go on after a byte was taken, the one at place n where only the n
 * outermost loops have taken one since their turns began. Instructions are doubled for that where they must be.
 */
class Compiler {
  readonly #opcode: number[] = []
  readonly #next: number[] = []
  readonly #other: number[] = []
  readonly #behind: number[] = []
  readonly #argument: number[] = []
  readonly #sets: Uint8Array[] = []
  readonly #setNumbers = new Map<string, number>()
  isTooLarge = false

  instruction(opcode: number, next = -1, other = -1, argument = -1, behind = -1): number {
    const place = this.#opcode.length
    if (place >= instructionsLimit) {
      this.isTooLarge = true
      return 0
    }
    this.#opcode.push(opcode)
    this.#next.push(next)
    this.#other.push(other)
    this.#argument.push(argument)
    this.#behind.push(behind)
    return place
  }

  compile(node: RegexNode, follow: readonly number[]): readonly number[] {
    if (this.isTooLarge) return follow
    switch (node.kind) {
      case 'set': {
        const place = this.instruction(opcodes.set, follow.at(-1)!, -1, this.#setNumber(node.set))
        return follow.map(() => place)
      }
      case 'sequence':
        return node.items.reduceRight((rest, item) => this.compile(item, rest), follow)
      case 'choice':
        return node.items
          .map((item) => this.compile(item, follow))
          .reduceRight((rest, item) => this.#split(item, rest, false))
      case 'repeat':
        return this.#repeat(node, follow)
      case 'group': {
        const { index } = node
        if (index === null) return this.compile(node.item, follow)
        const closed = this.#each(follow, (next) => this.instruction(opcodes.close, next, -1, index))
        const item = this.compile(node.item, closed)
        return this.#each(item, (next) => this.instruction(opcodes.open, next, -1, index))
      }
      case 'atomic':
        return this.#atomic(node.item, follow)
      case 'look':
        return this.#look(node, follow)
      case 'assertion':
        return this.#each(follow, (next) =>
          this.instruction(opcodes.assert, next, -1, assertionNumbers[node.assertion]),
        )
      case 'reference':
        return this.#each(follow, (next) =>
          this.instruction(opcodes.reference, next, node.ignoreCase ? 1 : 0, node.index, follow.at(-1)!),
        )
      case 'condition': {
        const yes = this.compile(node.yes, follow)
        const no = this.compile(node.no, follow)
        return yes.map((next, at) => this.instruction(opcodes.condition, next, no[at]!, node.index))
      }
      case 'keep':
        return this.#each(follow, (next) => this.instruction(opcodes.keep, next))
    }
  }

  /** One instruction for each that follows, the same for the same. */
  #each(follow: readonly number[], make: (next: number) => number): readonly number[] {
    const made = new Map<number, number>()
    return follow.map((next) => {
      let place = made.get(next)
      if (place === undefined) {
        place = make(next)
        made.set(next, place)
      }
      return place
    })
  }

  #split(first: readonly number[], second: readonly number[], isLazy: boolean): readonly number[] {
    const made = new Map<number, Map<number, number>>()
    return first.map((next, at) => {
      const other = second[at]!
      const known = made.get(next) ?? new Map<number, number>()
      made.set(next, known)
      let place = known.get(other)
      if (place === undefined) {
        place = isLazy ? this.instruction(opcodes.split, other, next) : this.instruction(opcodes.split, next, other)
        known.set(other, place)
      }
      return place
    })
  }

  #repeat(node: Extract<RegexNode, { kind: 'repeat' }>, follow: readonly number[]): readonly number[] {
    const { item, min, max, mode } = node
    if (mode === 'possessive') return this.#atomic({ ...node, mode: 'greedy' }, follow)
    const isLazy = mode === 'lazy'
    let rest = follow
    let copies = min
    if (max === Number.POSITIVE_INFINITY) {
      rest = this.#loop(item, min === 0, isLazy, follow)
      copies = Math.max(0, min - 1)
    } else {
      for (let copy = min; copy < max && !this.isTooLarge; copy++)
        rest = this.#split(this.compile(item, rest), follow, isLazy)
    }
    for (let copy = 0; copy < copies && !this.isTooLarge; copy++) rest = this.compile(item, rest)
    return rest
  }

  #loop(item: RegexNode, mayBeSkipped: boolean, isLazy: boolean, follow: readonly number[]): readonly number[] {
    const after = follow.at(-1)!
    const head = this.instruction(opcodes.split, after, after)
    const turn = isNullable(item) ? [...follow, head] : follow.map(() => head)
    const body = this.compile(item, turn)
    if (isLazy) this.#other[head] = body[follow.length - 1]!
    else this.#next[head] = body[follow.length - 1]!
    const entry = body.slice(0, follow.length)
    return mayBeSkipped ? this.#split(entry, follow, isLazy) : entry
  }

  #atomic(item: RegexNode, follow: readonly number[]): readonly number[] {
    const after = follow.at(-1)!
    if (item.kind === 'repeat' && item.item.kind === 'set' && item.mode === 'greedy' && item.max === Infinity) {
      const set = this.#setNumber(item.item.set)
      return this.#each(follow, (next) => this.instruction(opcodes.span, next, item.min, set, after))
    }
    const body = this.compile(item, [this.instruction(opcodes.accept)])[0]!
    return this.#each(follow, (next) => this.instruction(opcodes.atomic, next, body, -1, after))
  }

  #look(node: Extract<RegexNode, { kind: 'look' }>, follow: readonly number[]): readonly number[] {
    const accept = [this.instruction(opcodes.accept)]
    const body = node.isBehind ? this.#behindPart(node.item, accept) : this.compile(node.item, accept)
    const kind = node.isNegative ? 1 : someNode(node.item, (part) => isCapture(part) || part.kind === 'keep') ? 0 : 2
    return this.#each(follow, (next) => this.instruction(opcodes.look, next, body[0]!, kind))
  }

  /** Each alternative starts as far back as it is long, so that it ends where it was asked. */
  #behindPart(item: RegexNode, accept: readonly number[]): readonly number[] {
    const alternatives = item.kind === 'choice' ? item.items : [item]
    return alternatives
      .map((part) => {
        const length = fixedLength(part)!
        return this.#each(this.compile(part, accept), (next) => this.instruction(opcodes.back, next, -1, length))
      })
      .reduceRight((rest, part) => this.#split(part, rest, false))
  }

  #setNumber(set: ByteSet): number {
    const key = set.toSource()
    let number = this.#setNumbers.get(key)
    if (number === undefined) {
      number = this.#sets.length
      this.#setNumbers.set(key, number)
      this.#sets.push(Uint8Array.from({ length: 256 }, (_, byte) => (set.has(byte) ? 1 : 0)))
    }
    return number
  }

  finish(node: RegexNode, start: number, groupCount: number): Program {
    let splitCount = 0
    return {
      opcode: Uint8Array.from(this.#opcode),
      next: Int32Array.from(this.#next),
      other: Int32Array.from(this.#other),
      behind: Int32Array.from(this.#behind),
      argument: Int32Array.from(this.#argument),
      splitNumber: Int32Array.from(this.#opcode, (opcode) => (opcode === opcodes.split ? splitCount++ : -1)),
      splitCount,
      sets: this.#sets,
      start,
      groupCount,
      mayRemember: !dependsOnGroups(node),
      first: this.#first(start),
      isAnchored: isAnchored(node),
    }
  }

  /** Walks what comes before the first byte. */
  #first(start: number): Uint8Array | null {
    const first = new Uint8Array(256)
    const seen = new Set<number>()
    const pending = [start]
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      if (seen.has(place)) continue
      seen.add(place)
      switch (this.#opcode[place]) {
        case opcodes.set:
          for (const [byte, has] of this.#sets[this.#argument[place]!]!.entries()) first[byte]! |= has
          break
        case opcodes.split:
          pending.push(this.#next[place]!, this.#other[place]!)
          break
        case opcodes.open:
        case opcodes.close:
        case opcodes.assert:
        case opcodes.keep:
          pending.push(this.#next[place]!)
          break
        default:
          return null
      }
    }
    return first
  }
}
