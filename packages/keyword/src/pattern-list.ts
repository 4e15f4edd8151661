/** A name of a list of patterns with what its prefix asks for (`file@`, `opt@`, `virt@`). */
export interface PatternListName {
  /** What users of the same content share. */
  readonly identifier: string
  /** Null for a list that never touches the disk. */
  readonly path: string | null
  readonly isOptional: boolean
}

export function parsePatternListName(text: string): PatternListName {
  if (text.startsWith('virt@')) return { identifier: text, path: null, isOptional: true }
  if (text.startsWith('opt@')) return { identifier: text.slice(4), path: text.slice(4), isOptional: true }
  const path = text.startsWith('file@') ? text.slice(5) : text
  return { identifier: path, path, isOptional: false }
}

/** The lists that a configuration has named so far, which all its lines share. */
export class PatternLists {
  readonly #columns = new Map<string, 1 | 2>()
  readonly #ids = new Set<number>()

  /** Says how a list is read; why it cannot be when it is already read in another way. */
  claim(name: string, columns: 1 | 2): string | null {
    const { identifier } = parsePatternListName(name)
    const known = this.#columns.get(identifier)
    this.#columns.set(identifier, known ?? columns)
    if (known === undefined || known === columns) return null
    const words = { 1: 'one', 2: 'two' } as const
    return `the file '${identifier}' is already used as ${words[known]} column file and cannot be used as ${words[columns]} column file`
  }

  /** False when the identifier (`-u`) has been given before. */
  claimId(id: number): boolean {
    if (this.#ids.has(id)) return false
    this.#ids.add(id)
    return true
  }
}
