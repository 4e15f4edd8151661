/**
 * Texts that are sent again and again, numbered. Each side of a session keeps one for what it sends and one for what it
 * has been sent; the sender decides which number a text takes, so that both agree.
 */
export class Dictionary {
  readonly #texts = new Map<number, string>()
  readonly #numbers = new Map<string, number>()
  #next = 1

  /** How many texts are remembered: those of number 1 … 128. */
  static readonly size = 128

  /** The number of `text` for a message, and whether the peer has been told it before. */
  number(text: string): { readonly id: number; readonly isKnown: boolean } {
    const known = this.#numbers.get(text)
    if (known !== undefined) return { id: known, isKnown: true }
    const id = this.#next
    this.#next = (id % Dictionary.size) + 1
    this.learn(id, text)
    return { id, isKnown: false }
  }

  /** What the peer calls `id`. False when it is no number of a dictionary. */
  learn(id: number, text: string): boolean {
    if (id < 1 || id > Dictionary.size) return false
    const former = this.#texts.get(id)
    if (former !== undefined) this.#numbers.delete(former)
    this.#texts.set(id, text)
    this.#numbers.set(text, id)
    return true
  }

  text(id: number): string | null {
    return this.#texts.get(id) ?? null
  }
}
