import { type Regex, type RegexOptions, translateRegex } from '../regex/regex.ts'
import type { PatternEntry, PatternIndex } from './entry.ts'

/** `-m reg`: patterns are tried in order. */
export class RegexIndex implements PatternIndex<string> {
  readonly #options: RegexOptions
  readonly #patterns: { readonly regex: Regex; readonly entry: PatternEntry }[] = []

  /** Without `usesGroups` only the groups with a name capture. */
  constructor(ignoreCase: boolean, usesGroups = false) {
    this.#options = { ignoreCase, noCapture: !usesGroups }
  }

  refuse(pattern: string): string | null {
    const regex = translateRegex(pattern, this.#options)
    return 'error' in regex ? `regex '${pattern}' is invalid: ${regex.error}` : null
  }

  add(entry: PatternEntry): void {
    const regex = translateRegex(entry.pattern, this.#options)
    if ('error' in regex) throw new Error(regex.error)
    const isLast = this.#patterns.length === 0 || this.#patterns.at(-1)!.entry.order < entry.order
    this.#patterns.push({ regex, entry })
    if (!isLast) this.#patterns.sort((a, b) => a.entry.order - b.entry.order)
  }

  remove(entry: PatternEntry): void {
    const at = this.#patterns.findIndex((candidate) => candidate.entry.id === entry.id)
    if (at >= 0) this.#patterns.splice(at, 1)
  }

  clear(): void {
    this.#patterns.length = 0
  }

  find(value: string): PatternEntry | null {
    for (const { regex, entry } of this.#patterns) if (regex.test(value)) return entry
    return null
  }

  /** The pattern that matches with its groups, for `map_regm`. */
  exec(value: string): { readonly entry: PatternEntry; readonly groups: readonly (string | undefined)[] } | null {
    for (const { regex, entry } of this.#patterns) {
      const groups = regex.exec(value)
      if (groups !== null) return { entry, groups }
    }
    return null
  }
}
