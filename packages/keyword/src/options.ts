/**
 * Names a record of settings that one package owns. The language fills records without knowing them; the owner reads
 * them back, typed, through the same key.
 */
export interface OptionsKey<T extends object> {
  readonly name: string
  /** A record with every field set to its default. */
  create(): T
}

/** Declares a record of settings. `create` gives a fresh record with every field present. */
export function defineOptions<T extends object>(name: string, create: () => T): OptionsKey<T> {
  return { name, create }
}

/** The records of one section, server or bind line. */
export class OptionsStore {
  readonly #records = new Map<OptionsKey<object>, object>()

  /** The record of `key`, made with its defaults when nothing has been set. */
  get<T extends object>(key: OptionsKey<T>): T {
    let record = this.#records.get(key) as T | undefined
    if (record === undefined) {
      record = key.create()
      this.#records.set(key, record)
    }
    return record
  }

  has(key: OptionsKey<object>): boolean {
    return this.#records.has(key)
  }

  /** The records that exist, in the order in which they were made. */
  entries(): IterableIterator<[OptionsKey<object>, object]> {
    return this.#records.entries()
  }

  /** Takes over every record of `parent` as a copy: how `defaults` and `default-server` are inherited. */
  inherit(parent: OptionsStore): void {
    for (const [key, record] of parent.#records) this.#records.set(key, copyRecord(record))
  }
}

/** One level deep, plus arrays and maps in it: what lines fill. The elements are never changed after parsing. */
function copyRecord(record: object): object {
  const copy: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(record)) {
    if (Array.isArray(value)) copy[name] = [...value]
    else if (value instanceof Map) copy[name] = new Map(value)
    else if (value instanceof Set) copy[name] = new Set(value)
    else copy[name] = value
  }
  return copy
}
