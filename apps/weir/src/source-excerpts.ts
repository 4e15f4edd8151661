/** Lines of the files that were read, for excerpts in messages. */
export class SourceExcerpts {
  readonly #lines = new Map<string, readonly string[]>()

  add(file: string, text: string): void {
    this.#lines.set(file, text.split(/\r?\n/))
  }

  /** The text of a line counted from 1, or null when the file or the line is not known. */
  line(file: string, line: number): string | null {
    return this.#lines.get(file)?.[line - 1] ?? null
  }
}
