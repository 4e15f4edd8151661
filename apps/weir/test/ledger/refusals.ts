import type { Diagnostic } from '@weir/base'
import { explainOwn } from './explain.ts'

const header =
  /^\s*(global|defaults|frontend|backend|listen|userlist|peers|resolvers|mailers|ring|log-forward|http-errors|cache|fcgi-app|program|crt-store|acme|healthcheck|log-profile|traces)\b/

/** What Weir refuses with a reason, and what follows from that on other lines. */
export class Refusals {
  readonly #lines: readonly string[]
  /** Lines that Weir refuses for a reason of the ledger. */
  readonly #meant: ReadonlySet<number>
  readonly #blamed: ReadonlySet<number>

  constructor(text: string, alerts: readonly Diagnostic[]) {
    this.#lines = text.split('\n')
    const lineOf = ({ span }: Diagnostic): number => span?.line ?? 0
    this.#meant = new Set(alerts.filter((alert) => explainOwn(alert) !== null).map(lineOf))
    this.#blamed = new Set(alerts.map(lineOf))
  }

  get areThere(): boolean {
    return this.#meant.size > 0
  }

  has(line: number): boolean {
    return line > 0 && this.#meant.has(line)
  }

  /** The header above a line, by its number; 0 for none. */
  headerOf(line: number): number {
    return this.#lines.slice(0, line).findLastIndex((each) => header.test(each)) + 1
  }

  /** True when a line holds `text`. */
  stands(text: string, line: number): boolean {
    return this.#lines[line - 1]?.includes(text) === true
  }

  /** True for a line of a section whose header Weir blames. */
  isInRefusedSection(line: number): boolean {
    const opened = this.headerOf(line)
    return opened > 0 && opened < line && this.#blamed.has(opened)
  }

  /** True when HAProxy says of the whole what follows from a refused line, whose keyword it quotes. */
  isAbout(said: string): boolean {
    return [...this.#meant].some((line) => {
      const words = (this.#lines[line - 1] ?? '').trim().split(/\s+/)
      const keywords = [words.slice(0, 2).join(' '), ...words].filter((word) => word.length > 3)
      return keywords.some((word) => said.includes(`'${word}'`))
    })
  }

  /** True when `message` says that something is missing which a refused line would have declared. */
  wouldDeclare(message: string): boolean {
    const names = [...message.matchAll(/'([^']+)'/g)].map(([, name]) => name)
    return [...this.#meant].some((line) => {
      const declared = /^\s*(?:acl|server|filter|backend|frontend|listen|defaults|cache)\s+(\S+)/.exec(
        this.#lines[line - 1] ?? '',
      )?.[1]
      return declared !== undefined && names.includes(declared)
    })
  }
}
