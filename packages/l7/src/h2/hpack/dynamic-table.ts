/** What an entry counts beyond its octets (RFC 7541 §4.1). */
export const entryOverheadBytes = 32

/**
 * The entries that one direction of a connection has in common with its peer (RFC 7541 §2.3.2, §4): first in, first out,
 * as many as `maxBytes` lets in. Strings are byte strings, so that length is size.
 *
 *   sequence   oldest = added - count … added - 1 = newest      slot = sequence & (ring length - 1)
 *   index      count - 1              … 0
 */
export class DynamicTable {
  #names: string[] = new Array(16).fill('')
  #values: string[] = new Array(16).fill('')
  #mask = 15
  #maxBytes: number
  /** How many entries there ever were: the sequence number of the next one. */
  added = 0
  count = 0
  sizeBytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get maxBytes(): number {
    return this.#maxBytes
  }

  /** Changes the size, which throws out what does not fit (§4.3). */
  resize(maxBytes: number): void {
    this.#maxBytes = maxBytes
    this.#makeRoom(0)
  }

  /** Adds the newest entry. One that is larger than the table empties it and stays out (§4.4). */
  add(name: string, value: string): void {
    const size = name.length + value.length + entryOverheadBytes
    this.#makeRoom(size)
    if (size > this.#maxBytes) return
    if (this.count > this.#mask) this.#grow()
    const slot = this.added & this.#mask
    this.#names[slot] = name
    this.#values[slot] = value
    this.added++
    this.count++
    this.sizeBytes += size
  }

  /** The name of an entry, 0 being the newest; `index` must be below `count`. */
  nameAt(index: number): string {
    return this.#names[(this.added - 1 - index) & this.#mask]!
  }

  valueAt(index: number): string {
    return this.#values[(this.added - 1 - index) & this.#mask]!
  }

  /** Called for an entry before it goes. */
  protected evicted(_name: string, _sequence: number): void {}

  #makeRoom(size: number): void {
    while (this.count > 0 && this.sizeBytes + size > this.#maxBytes) {
      const sequence = this.added - this.count
      const slot = sequence & this.#mask
      const name = this.#names[slot]!
      this.evicted(name, sequence)
      this.sizeBytes -= name.length + this.#values[slot]!.length + entryOverheadBytes
      this.#names[slot] = ''
      this.#values[slot] = ''
      this.count--
    }
  }

  #grow(): void {
    const mask = this.#mask * 2 + 1
    const names: string[] = new Array(mask + 1).fill('')
    const values: string[] = new Array(mask + 1).fill('')
    for (let sequence = this.added - this.count; sequence < this.added; sequence++) {
      names[sequence & mask] = this.#names[sequence & this.#mask]!
      values[sequence & mask] = this.#values[sequence & this.#mask]!
    }
    this.#names = names
    this.#values = values
    this.#mask = mask
  }
}

/** How many entries with one name are looked at. */
const searchDepth = 8

/** The table of an encoder, which finds entries by what they hold. Entries with one name are chained, newest first. */
export class SearchableTable extends DynamicTable {
  readonly #newest = new Map<string, number>()
  /** By slot: how far back in the sequence the next entry with that name is; 0 for none. */
  readonly #distances: Int32Array
  readonly #slotMask: number
  /** What the last `find` has seen: the index of the newest entry with that name, or -1. */
  namedIndex = -1

  /** `capacityBytes` is what `resize` may ask for at most. */
  constructor(capacityBytes: number) {
    super(capacityBytes)
    let slots = 16
    while (slots * entryOverheadBytes < capacityBytes) slots *= 2
    this.#distances = new Int32Array(slots)
    this.#slotMask = slots - 1
  }

  override add(name: string, value: string): void {
    const sequence = this.added
    super.add(name, value)
    if (this.added === sequence) return
    const older = this.#newest.get(name)
    this.#distances[sequence & this.#slotMask] = older === undefined ? 0 : sequence - older
    this.#newest.set(name, sequence)
  }

  /** The index of an entry with name and value, or -1. Of many with one name, it knows the newest few. */
  find(name: string, value: string): number {
    const newest = this.#newest.get(name)
    if (newest === undefined) {
      this.namedIndex = -1
      return -1
    }
    const last = this.added - 1
    this.namedIndex = last - newest
    let index = this.namedIndex
    for (let step = 0; step < searchDepth && index < this.count; step++) {
      if (this.valueAt(index) === value) return index
      const distance = this.#distances[(last - index) & this.#slotMask]!
      if (distance === 0) break
      index += distance
    }
    return -1
  }

  protected override evicted(name: string, sequence: number): void {
    if (this.#newest.get(name) === sequence) this.#newest.delete(name)
  }
}
