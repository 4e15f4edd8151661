import type { IpAddress } from '@weir/base'
import { definePort, parsePatternListName } from '@weir/keyword'
import { parsePatternFile } from './file.ts'
import { PatternSet, type PatternSetUser } from './set.ts'

/** What a pattern registry needs of the world outside. */
export interface PatternSources {
  /** Reads a pattern file as a byte string; null when it does not exist or can't be read. */
  readFile(path: string): string | null
  /** Resolves a host name that stands where an address is expected; null when it is unknown. */
  lookUpHost?(name: string): IpAddress | null
}

/** All pattern sets of a process: shared by identifier, addressed by identifier or by number. */
export class PatternRegistry {
  readonly sources: PatternSources
  readonly #sets: PatternSet[] = []
  readonly #byName = new Map<string, PatternSet>()
  readonly #ids = new Set<number>()
  /** Those whose number was given. */
  readonly #numbered = new Set<PatternSet>()
  readonly #unread = new Set<PatternSet>()
  #nextId = 0

  constructor(sources: PatternSources) {
    this.sources = sources
  }

  sets(): readonly PatternSet[] {
    return this.#sets
  }

  /** By `#<id>`, or by name with or without the prefix of an optional or plain file. */
  find(reference: string): PatternSet | null {
    if (reference.startsWith('#')) {
      const id = Number(reference.slice(1))
      return this.#sets.find((set) => set.id === id) ?? null
    }
    return this.#byName.get(parsePatternListName(reference).identifier) ?? null
  }

  /** The set of a list name, read at its first use; from `place` where that is not where the name leads. */
  open(reference: string, isMap: boolean, place?: string): PatternSet | { readonly error: string } {
    const { identifier, path, isOptional } = parsePatternListName(reference)
    const known = this.#byName.get(identifier)
    if (known !== undefined && !this.#unread.has(known)) return known
    const text = path === null ? '' : this.sources.readFile(place ?? path)
    if (text === null && !isOptional) return { error: `failed to open pattern file <${path}>` }
    const set = this.reserve(reference, isMap)
    set.origin = { name: identifier, reference, isMap }
    this.#unread.delete(set)
    for (const { pattern, value, line } of parsePatternFile(text ?? '', isMap)) set.add(pattern, value, line)
    return set
  }

  /** The set of a list name that rules change: it needs no file, and is read only for those who look things up in it. */
  reserve(reference: string, isMap: boolean): PatternSet {
    const { identifier } = parsePatternListName(reference)
    let set = this.#byName.get(identifier)
    if (set === undefined) {
      set = this.#create({ name: identifier, reference, isMap }, null)
      this.#byName.set(identifier, set)
      this.#unread.add(set)
    }
    return set
  }

  /** A set for the patterns written on one line. The number is forced by `-u`. */
  createInline(reference: string, id: number | null): PatternSet | { readonly error: string } {
    if ([...this.#numbered].some((set) => set.id === id)) return { error: 'the id is already used' }
    return this.#create({ name: null, reference, isMap: false }, id)
  }

  /**
   * Numbers the sets in the order in which the configuration uses them, as HAProxy does; `files` are in the order of
   * reading. Numbers that `-u` gave stay. What nothing looks up in comes last.
   */
  number(files: readonly string[]): void {
    // What an ACL compares with stands behind the maps that its expression uses.
    const rankOf = ({ kind, span }: PatternSetUser): number[] => [
      files.indexOf(span.file),
      span.line,
      span.column + (kind === 'acl' ? span.length : 0),
    ]
    for (const { users } of this.#sets) users.sort((a, b) => compareRanks(rankOf(a), rankOf(b)))
    const rank = ({ users: [first] }: PatternSet): number[] =>
      first === undefined ? [files.length, 0, 0] : rankOf(first)
    const ranked = this.#sets.map((set, index) => ({
      set,
      rank: [...rank(set), set.origin.name === null ? 1 : 0, index],
    }))
    ranked.sort((a, b) => compareRanks(a.rank, b.rank))
    this.#sets.splice(0, this.#sets.length, ...ranked.map(({ set }) => set))
    this.#ids.clear()
    for (const { id } of this.#numbered) this.#ids.add(id)
    this.#nextId = 0
    for (const set of this.#sets) if (!this.#numbered.has(set)) set.id = this.#freeId()
    this.#sets.sort((a, b) => a.id - b.id)
  }

  #freeId(): number {
    while (this.#ids.has(this.#nextId)) this.#nextId++
    this.#ids.add(this.#nextId)
    return this.#nextId
  }

  #create(origin: ConstructorParameters<typeof PatternSet>[1], forcedId: number | null): PatternSet {
    const id = forcedId ?? this.#freeId()
    this.#ids.add(id)
    const set = new PatternSet(id, origin)
    if (forcedId !== null) this.#numbered.add(set)
    this.#sets.push(set)
    return set
  }
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at])
  return index < 0 ? 0 : a[index]! - b[index]!
}

/** The registry of the running configuration. */
export const patternsPort = definePort<PatternRegistry>('patterns')
