import type { IpAddress } from '@weir/base'
import { definePort } from '@weir/keyword'
import { parsePatternFile } from './file.ts'
import { PatternSet } from './set.ts'

/** What a pattern registry needs of the world outside. */
export interface PatternSources {
  /** Reads a pattern file as a byte string; null when it does not exist or can't be read. */
  readFile(path: string): string | null
  /** Resolves a host name that stands where an address is expected; null when it is unknown. */
  lookUpHost?(name: string): IpAddress | null
}

/** A name of a list with what its prefix asks for (`file@`, `opt@`, `virt@`). */
export interface PatternSetName {
  /** What users of the same content share. */
  readonly identifier: string
  /** Null for a list that never touches the disk. */
  readonly path: string | null
  readonly isOptional: boolean
}

export function parsePatternSetName(text: string): PatternSetName {
  if (text.startsWith('virt@')) return { identifier: text, path: null, isOptional: true }
  if (text.startsWith('opt@')) return { identifier: text.slice(4), path: text.slice(4), isOptional: true }
  const path = text.startsWith('file@') ? text.slice(5) : text
  return { identifier: path, path, isOptional: false }
}

/** All pattern sets of a process: shared by identifier, addressed by identifier or by number. */
export class PatternRegistry {
  readonly sources: PatternSources
  readonly #sets: PatternSet[] = []
  readonly #byName = new Map<string, PatternSet>()
  readonly #ids = new Set<number>()
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
    return this.#byName.get(parsePatternSetName(reference).identifier) ?? null
  }

  /** The set of a list name, read at its first use. A list used only by actions (`mayBeMissing`) needs no file. */
  open(reference: string, isMap: boolean, mayBeMissing = false): PatternSet | { readonly error: string } {
    const { identifier, path, isOptional } = parsePatternSetName(reference)
    const known = this.#byName.get(identifier)
    if (known !== undefined) return known
    const text = path === null ? '' : this.sources.readFile(path)
    if (text === null && !isOptional && !mayBeMissing) return { error: `failed to open pattern file <${path}>` }
    const set = this.#create({ name: identifier, reference, isMap }, null)
    for (const { pattern, value, line } of parsePatternFile(text ?? '', isMap)) set.add(pattern, value, line)
    this.#byName.set(identifier, set)
    return set
  }

  /** A set for the patterns written on one line. The number is forced by `-u`. */
  createInline(reference: string, id: number | null): PatternSet | { readonly error: string } {
    if (id !== null && this.#ids.has(id)) return { error: 'the id is already used' }
    return this.#create({ name: null, reference, isMap: false }, id)
  }

  #create(origin: ConstructorParameters<typeof PatternSet>[1], forcedId: number | null): PatternSet {
    while (this.#ids.has(this.#nextId)) this.#nextId++
    const id = forcedId ?? this.#nextId
    this.#ids.add(id)
    const set = new PatternSet(id, origin)
    this.#sets.push(set)
    return set
  }
}

/** The registry of the running configuration. */
export const patternsPort = definePort<PatternRegistry>('patterns')
