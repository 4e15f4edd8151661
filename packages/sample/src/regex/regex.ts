import { type Growth, measureGrowth } from './backtracking.ts'
import { emitRegex } from './emit.ts'
import { matchesOtherwise, someNode } from './facts.ts'
import { Matcher } from './matcher.ts'
import type { RegexNode } from './node.ts'
import { parseRegex } from './parse.ts'
import { compileProgram } from './program.ts'

/** A regular expression over byte strings, in PCRE's syntax and with its meaning. */
export interface Regex {
  /** As it was written. */
  readonly text: string
  readonly node: RegexNode
  readonly groupCount: number
  test(subject: string): boolean
  /** The whole match and the groups by their number, or null. */
  exec(subject: string): readonly (string | undefined)[] | null
  /** The first match with its place. At the start of a rest, where an earlier match ended, `^` does not match. */
  find(subject: string, isRest?: boolean): RegexMatch | null
}

export interface RegexOptions {
  readonly ignoreCase?: boolean
  /** Only groups with a name capture: so HAProxy compiles what it wants nothing but a yes or no of. */
  readonly noCapture?: boolean
}

export interface RegexMatch {
  readonly index: number
  readonly groups: readonly (string | undefined)[]
}

const cache = new Map<string, Regex | { readonly error: string }>()
const cacheLimit = 10_000

/**
 * Translates a regular expression as HAProxy takes it (PCRE2, no UTF mode). The engine of JavaScript runs it where that
 * finds what PCRE finds and cannot be kept busy for long; `Matcher` does the rest. Refused with the reason: recursion, verbs,
 * call-outs, and what PCRE refuses.
 */
export function translateRegex(
  text: string,
  { ignoreCase = false, noCapture = false }: RegexOptions = {},
): Regex | { readonly error: string } {
  const key = `${ignoreCase ? 'i' : ' '}${noCapture ? 'n' : ' '}${text}`
  let regex = cache.get(key)
  if (regex === undefined) {
    regex = translate(text, ignoreCase, noCapture)
    if (cache.size >= cacheLimit) cache.clear()
    cache.set(key, regex)
  }
  return regex
}

function translate(text: string, ignoreCase: boolean, noCapture: boolean): Regex | { readonly error: string } {
  const parsed = parseRegex(text, ignoreCase, noCapture)
  if ('error' in parsed) return parsed
  const { node, groupCount } = parsed
  const native = compileNative(node, groupCount)
  // Only counted repetitions can make much of little text.
  const mustBeSmall =
    native === null || (text.includes('{') && (measureGrowth(node).isExponential || matchesOtherwise(node)))
  if (mustBeSmall && compileProgram(node, groupCount) === null) return { error: 'regular expression is too large' }
  return new TranslatedRegex(text, node, groupCount, native)
}

/** Up to which length of the subject work that grows with a power of it is left to JavaScript: five million steps. */
const nativeLengths: readonly number[] = [Infinity, Infinity, 3160, 310, 104, 57]
const shortestNativeLength = 40

class TranslatedRegex implements Regex {
  readonly text: string
  readonly node: RegexNode
  readonly groupCount: number
  readonly #native: Native | null
  #rest: Native | null = null
  #own: Own | null = null
  /** Longer subjects are for the own engine; all of them with -1. */
  #testUpTo = -1
  #execUpTo = -1
  #isReady = false

  constructor(text: string, node: RegexNode, groupCount: number, native: Native | null) {
    this.text = text
    this.node = node
    this.groupCount = groupCount
    this.#native = native
  }

  test(subject: string): boolean {
    if (!this.#isReady) this.#choose()
    if (subject.length > this.#testUpTo) {
      const own = this.#ownEngine()
      if (own !== null) return own.test(subject)
    }
    return this.#native!.of(subject).plain.test(subject)
  }

  exec(subject: string): readonly (string | undefined)[] | null {
    return this.find(subject)?.groups ?? null
  }

  find(subject: string, isRest = false): RegexMatch | null {
    if (!this.#isReady) this.#choose()
    if (subject.length > this.#execUpTo) {
      const own = this.#ownEngine()
      if (own !== null) return own.find(subject, isRest)
    }
    const { plain, groups } = isRest ? this.#nativeRest().of(subject) : this.#native!.of(subject)
    const match = plain.exec(subject)
    return match === null ? null : { index: match.index, groups: groups(match) }
  }

  #nativeRest(): Native {
    this.#rest ??= compileNative(this.node, this.groupCount, true)!
    return this.#rest
  }

  /** Which engine does what: left until the first subject comes, as many patterns never see one. */
  #choose(): void {
    this.#isReady = true
    if (this.#native === null) return
    const isOther = matchesOtherwise(this.node)
    const limit = lengthFor(measureGrowth(this.node))
    this.#execUpTo = isOther ? -1 : limit
    // Whether there is a match at all is a matter of turns and groups only where a part has one way to match.
    const hasParts = someNode(
      this.node,
      (part) =>
        part.kind === 'atomic' || part.kind === 'reference' || (part.kind === 'repeat' && part.mode === 'possessive'),
    )
    this.#testUpTo = isOther && hasParts ? -1 : limit
  }

  /** Null for a program that is too large, which then is one that the engine of JavaScript can be trusted with. */
  #ownEngine(): Own | null {
    if (this.#own !== null) return this.#own
    const program = compileProgram(this.node, this.groupCount)
    if (program === null) this.#testUpTo = this.#execUpTo = Infinity
    else this.#own = new Own(program)
    return this.#own
  }
}

function lengthFor({ isExponential, degree }: Growth): number {
  return isExponential ? -1 : (nativeLengths[degree] ?? shortestNativeLength)
}

/** The own engine, with results as strings. */
class Own {
  readonly #matcher: Matcher

  constructor(program: ConstructorParameters<typeof Matcher>[0]) {
    this.#matcher = new Matcher(program)
  }

  test(subject: string): boolean {
    return this.#matcher.find(subject) !== null
  }

  find(subject: string, isRest: boolean): RegexMatch | null {
    const places = this.#matcher.find(subject, isRest)
    if (places === null) return null
    const groups: (string | undefined)[] = []
    for (let slot = 0; slot < places.length; slot += 2) {
      groups.push(places[slot + 1]! < 0 ? undefined : subject.slice(places[slot]!, places[slot + 1]!))
    }
    return { index: places[0]!, groups }
  }
}

interface Compiled {
  readonly plain: RegExp
  groups(match: RegExpExecArray): readonly (string | undefined)[]
}

interface Native {
  of(subject: string): Compiled
}

/** For the engine of JavaScript; null where that cannot express it. */
function compileNative(node: RegexNode, groupCount: number, isRest = false): Native | null {
  const usual = compile(node, groupCount, true, isRest)
  const withNewline = usual === null ? null : compile(node, groupCount, false, isRest)
  if (usual === null || withNewline === null) return null
  return { of: (subject) => (subject.charCodeAt(subject.length - 1) === 10 ? withNewline : usual) }
}

function compile(node: RegexNode, groupCount: number, hasNoLastNewline: boolean, isRest: boolean): Compiled | null {
  const emitted = emitRegex(node, groupCount, hasNoLastNewline, isRest)
  if (emitted === null) return null
  const { source, groups, hasAddedGroups } = emitted
  try {
    return {
      plain: new RegExp(source),
      groups: hasAddedGroups ? (match) => groups.map((number) => match[number]) : (match) => match,
    }
  } catch {
    return null
  }
}
