import type { Span } from '@weir/base'
import type { PatternEntry, PatternIndex } from './entry.ts'

/** Where a set's patterns come from and how it is shown (`show acl`, `show map`). */
export interface PatternSetOrigin {
  /** The identifier that users share: a path or `virt@name`; null for the patterns written on one line. */
  readonly name: string | null
  /** As written in the configuration, for messages. */
  readonly reference: string
  /** True when lines have two columns. */
  readonly isMap: boolean
}

/** Where the configuration looks something up in a set: an ACL keyword or a map converter. */
export interface PatternSetUser {
  readonly kind: 'acl' | 'map'
  readonly keyword: string
  readonly span: Span
}

/** What a typed map makes of the second column; the message says why it can't be read. */
export type ValueCheck = (value: string) => string | null

interface StagedEntry {
  readonly pattern: string
  readonly value: string | null
}

/**
 * An ordered list of patterns, with values when it is a map. Any number of indexes hang on it, one for each way in
 * which it is matched; every change goes to all of them, or to none when one refuses it.
 */
export class PatternSet {
  /** Given by `-u`, or by the registry in the order of the configuration. */
  id: number
  origin: PatternSetOrigin
  /** Where it is used, for `show acl` and `show map`. */
  readonly users: PatternSetUser[] = []
  readonly #entries = new Map<number, PatternEntry>()
  readonly #byPattern = new Map<string, PatternEntry[]>()
  readonly #indexes: PatternIndex<never>[] = []
  readonly #valueChecks: ValueCheck[] = []
  #nextEntryId = 1
  #currentVersion = 0
  #nextVersion = 0
  /** What was added to versions that are not in force. */
  readonly #staged = new Map<number, StagedEntry[]>()

  constructor(id: number, origin: PatternSetOrigin) {
    this.id = id
    this.origin = origin
  }

  get size(): number {
    return this.#entries.size
  }

  /** How many patterns were ever added, those that are gone included. */
  get addedCount(): number {
    return this.#nextEntryId - 1
  }

  get isMap(): boolean {
    return this.origin.isMap
  }

  get currentVersion(): number {
    return this.#currentVersion
  }

  get nextVersion(): number {
    return this.#nextVersion
  }

  entries(): IterableIterator<PatternEntry> {
    return this.#entries.values()
  }

  /** The entries of one pattern text, first inserted first. */
  entriesOf(pattern: string): readonly PatternEntry[] {
    return this.#byPattern.get(pattern) ?? []
  }

  entry(id: number): PatternEntry | null {
    return this.#entries.get(id) ?? null
  }

  /** Hangs an index on the set; the error names the first pattern it refuses. */
  attach(index: PatternIndex<never>): { readonly error: string; readonly line: number } | null {
    for (const entry of this.#entries.values()) {
      const error = index.refuse(entry.pattern)
      if (error !== null) return { error, line: entry.line }
    }
    for (const entry of this.#entries.values()) index.add(entry)
    index.settle?.()
    this.#indexes.push(index)
    return null
  }

  /** Holds every value to `check`, from the ones already there on. */
  checkValues(check: ValueCheck): { readonly error: string; readonly line: number } | null {
    for (const entry of this.#entries.values()) {
      const error = check(entry.value ?? '')
      if (error !== null) return { error, line: entry.line }
    }
    this.#valueChecks.push(check)
    return null
  }

  #refuse(pattern: string, value: string | null): string | null {
    for (const index of this.#indexes) {
      const error = index.refuse(pattern)
      if (error !== null) return error
    }
    return this.#refuseValue(value)
  }

  #refuseValue(value: string | null): string | null {
    for (const check of this.#valueChecks) {
      const error = check(value ?? '')
      if (error !== null) return error
    }
    return null
  }

  /** Adds one pattern. Duplicates are kept: removing one leaves the other. */
  add(pattern: string, value: string | null = null, line = 0): { readonly error: string } | PatternEntry {
    const error = this.#refuse(pattern, value)
    if (error !== null) return { error }
    const id = this.#nextEntryId++
    const entry: PatternEntry = { id, order: id, pattern, value, line }
    this.#entries.set(id, entry)
    const same = this.#byPattern.get(pattern)
    if (same === undefined) this.#byPattern.set(pattern, [entry])
    else same.push(entry)
    for (const index of this.#indexes) index.add(entry)
    return entry
  }

  /** Removes all entries with this text; the number of them. */
  delete(pattern: string): number {
    const same = this.#byPattern.get(pattern) ?? []
    for (const entry of [...same]) this.#remove(entry)
    return same.length
  }

  deleteById(id: number): boolean {
    const entry = this.#entries.get(id)
    if (entry === undefined) return false
    this.#remove(entry)
    return true
  }

  #remove(entry: PatternEntry): void {
    this.#entries.delete(entry.id)
    const same = this.#byPattern.get(entry.pattern)!.filter((candidate) => candidate.id !== entry.id)
    if (same.length === 0) this.#byPattern.delete(entry.pattern)
    else this.#byPattern.set(entry.pattern, same)
    for (const index of this.#indexes) index.remove(entry)
  }

  clear(): void {
    this.#entries.clear()
    this.#byPattern.clear()
    for (const index of this.#indexes) index.clear()
  }

  /** Gives all entries with this text another value; the number of them, or why the value is refused. */
  setValue(pattern: string, value: string): { readonly error: string } | number {
    const error = this.#refuseValue(value)
    if (error !== null) return { error }
    const same = this.#byPattern.get(pattern) ?? []
    for (const entry of same) this.#replace(entry, value)
    return same.length
  }

  setValueById(id: number, value: string): { readonly error: string } | boolean {
    const error = this.#refuseValue(value)
    if (error !== null) return { error }
    const entry = this.#entries.get(id)
    if (entry === undefined) return false
    this.#replace(entry, value)
    return true
  }

  /** In place, so that no index has to know: an entry keeps its rank among those that match the same. */
  #replace(entry: PatternEntry, value: string): void {
    ;(entry as { value: string | null }).value = value
  }

  /** Starts a new version, to be filled with `stage` and put in place by `commit`. Others stay as they are. */
  prepare(): number {
    return ++this.#nextVersion
  }

  /** Adds to a version that is not in force: any that `prepare` gave. What is added to a past one is never used. */
  stage(version: number, pattern: string, value: string | null = null): { readonly error: string } | null {
    if (version > this.#nextVersion) {
      return { error: 'Version number in the future.' }
    }
    const error = this.#refuse(pattern, value)
    if (error !== null) return { error }
    const entries = this.#staged.get(version)
    if (entries === undefined) this.#staged.set(version, [{ pattern, value }])
    else entries.push({ pattern, value })
    return null
  }

  /** What has been added to a version that is not in force. */
  staged(version: number): readonly StagedEntry[] {
    return this.#staged.get(version) ?? []
  }

  clearStaged(version: number): void {
    this.#staged.delete(version)
  }

  /** Replaces the whole content by what was staged, and forgets all earlier versions. */
  commit(version: number): { readonly error: string } | null {
    if (version <= this.#currentVersion || version > this.#nextVersion) return { error: 'Version number out of range.' }
    const entries = this.staged(version)
    for (const earlier of [...this.#staged.keys()]) if (earlier <= version) this.#staged.delete(earlier)
    this.clear()
    this.#currentVersion = version
    for (const { pattern, value } of entries) this.add(pattern, value)
    for (const index of this.#indexes) index.settle?.()
    return null
  }
}
