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
  const emitted = emitRegex(parsed.node, parsed.groupCount)
  if ('error' in emitted) return emitted
  let plain: RegExp
  let scanning: RegExp
  try {
    plain = new RegExp(emitted.source)
    scanning = new RegExp(emitted.source, 'g')
  } catch (error) {
    return { error: `it cannot be expressed in JavaScript: ${(error as Error).message}` }
  }
  const { groups, hasAddedGroups } = emitted
  const pick = (match: RegExpExecArray): readonly (string | undefined)[] =>
    hasAddedGroups ? groups.map((number) => match[number]) : match
  return {
    text,
    node: parsed.node,
    groupCount: parsed.groupCount,
    test: (subject) => plain.test(subject),
    exec(subject) {
      const match = plain.exec(subject)
      return match === null ? null : pick(match)
    },
    execFrom(subject, from) {
      scanning.lastIndex = from
      const match = scanning.exec(subject)
      return match === null ? null : { index: match.index, groups: pick(match) }
    },
  }
}
