/** The `{{…}}` names of a scenario: ports, the run's directory, and their way back in what was observed. */
import { allocatePort, allocatePortRange, releasePort } from './ports.ts'

const PLACEHOLDER = /\{\{([a-z][a-z0-9_]*)(?:\.(port|last))?\}\}/g
/** A name used with `.last` stands for this many ports in a row. */
export const RANGE_LENGTH = 3

export class Placeholders {
  readonly directory: string
  readonly #ports = new Map<string, { readonly first: number; readonly count: number }>()

  private constructor(directory: string) {
    this.directory = directory
  }

  /** Allocates a port for every name that one of the texts mentions, and for every further name. */
  static async create(directory: string, texts: readonly string[], names: readonly string[]): Promise<Placeholders> {
    const placeholders = new Placeholders(directory)
    const ranges = new Map<string, number>(names.map((name) => [name, 1]))
    for (const text of texts) {
      for (const [, name, suffix] of text.matchAll(PLACEHOLDER)) {
        if (name === undefined || name === 'dir') continue
        ranges.set(name, suffix === 'last' ? RANGE_LENGTH : (ranges.get(name) ?? 1))
      }
    }
    for (const [name, count] of ranges) {
      const first = count === 1 ? await allocatePort() : await allocatePortRange(count)
      placeholders.#ports.set(name, { first, count })
    }
    return placeholders
  }

  /** `fe` or, in a range, `fe+1`. */
  port(name: string): number {
    const [base, offset] = name.split('+')
    const range = this.#ports.get(base ?? '')
    if (range === undefined) throw new Error(`no port is named '${name}'`)
    return range.first + Number(offset ?? 0)
  }

  expand = (text: string): string =>
    text.replace(PLACEHOLDER, (_, name: string, suffix: string | undefined) => {
      if (name === 'dir') return this.directory
      const range = this.#ports.get(name)
      if (range === undefined) throw new Error(`no port is named '${name}'`)
      if (suffix === 'port') return String(range.first)
      if (suffix === 'last') return String(range.first + range.count - 1)
      return `127.0.0.1:${range.first}`
    })

  /** Puts the names back where a run shows a port or the directory. */
  conceal(text: string): string {
    let concealed = text.replaceAll(this.directory, '{{dir}}')
    for (const [name, { first, count }] of this.#ports) {
      for (let offset = 0; offset < count; offset++) {
        const shown = offset === 0 ? name : `${name}+${offset}`
        const port = String(first + offset)
        concealed = concealed.replaceAll(`127.0.0.1:${port}`, `{{${shown}}}`)
        concealed = concealed.replace(new RegExp(`(?<![0-9])${port}(?![0-9])`, 'g'), `{{${shown}.port}}`)
      }
    }
    return concealed
  }

  release(): void {
    for (const { first, count } of this.#ports.values()) {
      for (let port = first; port < first + count; port++) releasePort(port)
    }
  }
}
