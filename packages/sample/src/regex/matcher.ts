import { opcodes, type Program } from './program.ts'

/** A match: `from` and `to` of the whole at 0 and 1, of group n at 2n and 2n + 1, -1 for a group that did not match. */
export type Places = Int32Array

/** After so many steps, a tenth of a second or so, a match counts as none; PCRE has a limit as well. */
const stepsLimit = 5_000_000
/** The same for expressions whose failures cannot be remembered. */
const unboundedStepsLimit = 1_000_000

/**
 * Runs a program: depth first as PCRE does, so that the match and its groups are the same, but a place of the program that
 * has failed at a place of the subject is not tried again. A search hence takes at most as many steps as there are such
 * pairs. Where failures depend on what groups hold (back-references, conditions), a limit on the steps ends it.
 */
export class Matcher {
  readonly #program: Program
  readonly #groups: Int32Array
  readonly #opened: Int32Array
  readonly #stack: number[] = []
  /** The pairs of split and place that have been tried, a bit each. */
  #tried = new Int32Array(0)
  /** The bits set since the innermost part began that is matched by itself: they say nothing once it has matched. */
  readonly #marks: number[] = []
  readonly #looks = new Map<number, boolean>()
  #depth = 0
  #subject = ''
  #limit = 0
  #isRest = false
  /** How many instructions the last search took. */
  steps = 0

  constructor(program: Program) {
    this.#program = program
    this.#groups = new Int32Array(2 * (program.groupCount + 1))
    this.#opened = new Int32Array(program.groupCount + 1)
  }

  /** The first match; the same array each time. At the start of a rest, where an earlier match ended, `^` does not hold. */
  find(subject: string, isRest = false): Places | null {
    const { first, isAnchored, start, mayRemember, splitCount } = this.#program
    this.#subject = subject
    this.#isRest = isRest
    this.steps = 0
    this.#limit = mayRemember ? stepsLimit : unboundedStepsLimit
    this.#depth = 0
    this.#stack.length = 0
    this.#marks.length = 0
    if (mayRemember) this.#forget(splitCount * (subject.length + 1))
    this.#groups.fill(-1)
    const last = isAnchored ? 0 : subject.length
    for (let at = 0; at <= last; at++) {
      if (first !== null) {
        while (at < subject.length && first[subject.charCodeAt(at)] !== 1) at++
        if (at >= subject.length || at > last) return null
      }
      this.#groups[0] = at
      const end = this.#run(start, at)
      if (end >= 0) {
        this.#groups[1] = end
        return this.#groups
      }
      if (this.steps > this.#limit) return null
    }
    return null
  }

  #forget(bits: number): void {
    const words = (bits + 31) >>> 5
    if (this.#tried.length < words) this.#tried = new Int32Array(words)
    else this.#tried.fill(0, 0, words)
    this.#looks.clear()
  }

  /** Where the part that starts at `place` ends, or -1. Undoing what it did to the groups is left on the stack. */
  #run(place: number, from: number): number {
    const { opcode, next, other, behind, argument, sets, splitNumber, mayRemember } = this.#program
    const subject = this.#subject
    const stack = this.#stack
    const base = stack.length
    const { length } = subject
    let at = from
    for (;;) {
      if (++this.steps > this.#limit) {
        this.#undo(base)
        return -1
      }
      switch (opcode[place]) {
        case opcodes.set:
          if (at < length && sets[argument[place]!]![subject.charCodeAt(at)] === 1) {
            at++
            place = next[place]!
            continue
          }
          break
        case opcodes.split:
          if (mayRemember && this.#wasTried(splitNumber[place]! * (length + 1) + at)) break
          stack.push(other[place]!, at)
          place = next[place]!
          continue
        case opcodes.open: {
          const group = argument[place]!
          stack.push(-1 - 2 * this.#groups.length - group, this.#opened[group]!)
          this.#opened[group] = at
          place = next[place]!
          continue
        }
        case opcodes.close: {
          const group = argument[place]!
          this.#assign(2 * group, this.#opened[group]!)
          this.#assign(2 * group + 1, at)
          place = next[place]!
          continue
        }
        case opcodes.keep:
          this.#assign(0, at)
          place = next[place]!
          continue
        case opcodes.assert:
          if (holds(argument[place]!, subject, at, this.#isRest)) {
            place = next[place]!
            continue
          }
          break
        case opcodes.reference: {
          const end = this.#repeatGroup(argument[place]!, other[place] === 1, at)
          if (end >= 0) {
            place = end > at ? behind[place]! : next[place]!
            at = end
            continue
          }
          break
        }
        case opcodes.condition:
          place = this.#groups[2 * argument[place]! + 1]! >= 0 ? next[place]! : other[place]!
          continue
        case opcodes.look:
          if (this.#look(place, at)) {
            place = next[place]!
            continue
          }
          break
        case opcodes.atomic: {
          const end = this.#part(other[place]!, at)
          if (end >= 0) {
            place = end > at ? behind[place]! : next[place]!
            at = end
            continue
          }
          break
        }
        case opcodes.span: {
          const set = sets[argument[place]!]!
          let end = at
          while (end < length && set[subject.charCodeAt(end)] === 1) end++
          this.steps += (end - at) >> 4
          if (end - at >= other[place]!) {
            place = end > at ? behind[place]! : next[place]!
            at = end
            continue
          }
          break
        }
        case opcodes.back:
          if (at >= argument[place]!) {
            at -= argument[place]!
            place = next[place]!
            continue
          }
          break
        default:
          return at
      }
      // It failed: back to the last split, undoing what was done to the groups since.
      for (;;) {
        if (stack.length === base) return -1
        at = stack.pop()!
        place = stack.pop()!
        if (place >= 0) break
        this.#restore(place, at)
      }
    }
  }

  #wasTried(pair: number): boolean {
    const word = pair >>> 5
    const bit = 1 << (pair & 31)
    if ((this.#tried[word]! & bit) !== 0) return true
    this.#tried[word]! |= bit
    if (this.#depth > 0) this.#marks.push(pair)
    return false
  }

  #assign(slot: number, value: number): void {
    this.#stack.push(-1 - slot, this.#groups[slot]!)
    this.#groups[slot] = value
  }

  #restore(what: number, value: number): void {
    const slot = -1 - what
    const groups = this.#groups
    if (slot < groups.length) groups[slot] = value
    else this.#opened[slot - 2 * groups.length] = value
  }

  #undo(base: number): void {
    const stack = this.#stack
    while (stack.length > base) {
      const value = stack.pop()!
      const what = stack.pop()!
      if (what < 0) this.#restore(what, value)
    }
  }

  /** Matches a part by itself, in its first way: what it left to try is dropped. */
  #part(place: number, at: number): number {
    const stack = this.#stack
    const base = stack.length
    const mark = this.#marks.length
    this.#depth++
    const end = this.#run(place, at)
    this.#depth--
    if (end < 0) {
      if (this.#depth === 0) this.#marks.length = 0
      return -1
    }
    for (let index = mark; index < this.#marks.length; index++) {
      const pair = this.#marks[index]!
      this.#tried[pair >>> 5]! &= ~(1 << (pair & 31))
    }
    this.#marks.length = mark
    let kept = base
    for (let index = base; index < stack.length; index += 2) {
      if (stack[index]! >= 0) continue
      stack[kept] = stack[index]!
      stack[kept + 1] = stack[index + 1]!
      kept += 2
    }
    stack.length = kept
    return end
  }

  #look(place: number, at: number): boolean {
    const { argument, other, mayRemember } = this.#program
    const kind = argument[place]!
    const remembers = mayRemember && kind !== 0
    const key = other[place]! * (this.#subject.length + 1) + at
    const known = remembers ? this.#looks.get(key) : undefined
    if (known !== undefined) return known
    const base = this.#stack.length
    const hasMatched = this.#part(other[place]!, at) >= 0
    if (kind === 1) this.#undo(base)
    const holds = hasMatched !== (kind === 1)
    if (remembers) this.#looks.set(key, holds)
    return holds
  }

  /** Where a repetition of a group ends, or -1: also for a group that has not matched. */
  #repeatGroup(group: number, ignoreCase: boolean, at: number): number {
    const from = this.#groups[2 * group]!
    const to = this.#groups[2 * group + 1]!
    if (to < 0 || at + to - from > this.#subject.length) return -1
    for (let index = from; index < to; index++) {
      const wanted = this.#subject.charCodeAt(index)
      const byte = this.#subject.charCodeAt(at + index - from)
      if (wanted !== byte && !(ignoreCase && lower(wanted) === lower(byte))) return -1
    }
    return at + to - from
  }
}

const lower = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte)

const lineFeed = 10

/** The assertions in the order of `assertionNumbers`. */
function holds(assertion: number, subject: string, at: number, isRest: boolean): boolean {
  const { length } = subject
  switch (assertion) {
    case 0:
      return at === 0 && !isRest
    case 7:
      return at === 0
    case 1:
      return at === length
    case 2:
      return at === length || (at === length - 1 && subject.charCodeAt(at) === lineFeed)
    case 3:
      return (at === 0 && !isRest) || (subject.charCodeAt(at - 1) === lineFeed && at < length)
    case 4:
      return at === length || subject.charCodeAt(at) === lineFeed
    default: {
      const isBoundary = isWordAt(subject, at - 1) !== isWordAt(subject, at)
      return isBoundary === (assertion === 5)
    }
  }
}

function isWordAt(subject: string, at: number): boolean {
  if (at < 0 || at >= subject.length) return false
  const byte = subject.charCodeAt(at)
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte === 95
}
