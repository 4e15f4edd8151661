import { nearest } from '@weir/keyword'

/** How many names of the configuration are looked for in its other names, so that many errors stay cheap. */
const budget = 100

/** Suggests among names that the configuration itself gives. After a hundred questions it has no more answers. */
export class Suggestions {
  #left = budget

  nearest(word: string, known: () => Iterable<string>): string | null {
    if (this.#left === 0) return null
    this.#left--
    return nearest(word, known())
  }
}
