import { emitRegex } from './emit.ts'
import type { RegexNode } from './node.ts'
import { parseRegex } from './parse.ts'

/** A regular expression over byte strings, in PCRE's syntax and with its meaning. */
export interface Regex {
  /** As it was written. */
  readonly text: string
  readonly node: RegexNode
  readonly groupCount: number
  test(subject: string): boolean
  /** The whole match and the groups by their number, or null. */
  exec(subject: string): readonly (string | undefined)[] | null
  /** The first match at or after `from`, with its place. */
  execFrom(subject: string, from: number): RegexMatch | null
}

export interface RegexMatch {
  readonly index: number
  readonly groups: readonly (string | undefined)[]
}

const cache = new Map<string, Regex | { readonly error: string }>()
const cacheLimit = 10_000

/**
 * Translates a regular expression as HAProxy takes it (PCRE2, no UTF mode) to one that the JavaScript engine runs. What
 * JavaScript cannot express is refused with the reason: recursion, conditionals, `\K`, `\G`, verbs, `\p`, and
 * references to groups that may not have matched.
 */
export function translateRegex(
  text: string,
  { ignoreCase = false }: { readonly ignoreCase?: boolean } = {},
): Regex | { readonly error: string } {
  const key = `${ignoreCase ? 'i' : ' '}${text}`
  let regex = cache.get(key)
  if (regex === undefined) {
    regex = translate(text, ignoreCase)
    if (cache.size >= cacheLimit) cache.clear()
    cache.set(key, regex)
  }
  return regex
}

function translate(text: string, ignoreCase: boolean): Regex | { readonly error: string } {
  const parsed = parseRegex(text, ignoreCase)
  if ('error' in parsed) return parsed
  const { node, groupCount } = parsed
  const usual = compile(node, groupCount, true)
  if ('error' in usual) return usual
  const withNewline = compile(node, groupCount, false)
  if ('error' in withNewline) return withNewline
  const pick = (subject: string): Compiled => (subject.charCodeAt(subject.length - 1) === 10 ? withNewline : usual)
  return {
    text,
    node,
    groupCount,
    test: (subject) => pick(subject).plain.test(subject),
    exec(subject) {
      const { plain, groups } = pick(subject)
      const match = plain.exec(subject)
      return match === null ? null : groups(match)
    },
    execFrom(subject, from) {
      const { scanning, groups } = pick(subject)
      scanning.lastIndex = from
      const match = scanning.exec(subject)
      return match === null ? null : { index: match.index, groups: groups(match) }
    },
  }
}

interface Compiled {
  readonly plain: RegExp
  readonly scanning: RegExp
  groups(match: RegExpExecArray): readonly (string | undefined)[]
}

function compile(
  node: RegexNode,
  groupCount: number,
  hasNoLastNewline: boolean,
): Compiled | { readonly error: string } {
  const emitted = emitRegex(node, groupCount, hasNoLastNewline)
  if ('error' in emitted) return emitted
  const { source, groups, hasAddedGroups } = emitted
  try {
    return {
      plain: new RegExp(source),
      scanning: new RegExp(source, 'g'),
      groups: hasAddedGroups ? (match) => groups.map((number) => match[number]) : (match) => match,
    }
  } catch (error) {
    return { error: `it cannot be expressed in JavaScript: ${(error as Error).message}` }
  }
}
