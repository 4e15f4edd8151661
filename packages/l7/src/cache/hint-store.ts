import { headerNeedle, type Message } from '../message.ts'

const relations: ReadonlySet<string> = new Set(['preload', 'preconnect', 'dns-prefetch', 'modulepreload', 'prefetch'])
const linkNeedle = headerNeedle('link')
/** One link of a list: a target in angle brackets, and its parameters, which may be quoted. */
const linkPattern = /<[^>]*>(?:[^,"]|"(?:[^"\\]|\\.)*")*/g
const blockBytes = 1024

/** The links of a response that a client can begin to follow before it has the response, as header lines. */
export function hintLinesOf(response: Message): string {
  return response
    .all(linkNeedle)
    .flatMap((value) => value.match(linkPattern) ?? [])
    .map((link) => link.trim())
    .filter(isHint)
    .map((link) => `link: ${link}\r\n`)
    .join('')
}

function isHint(link: string): boolean {
  const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]+))/i.exec(link)
  const names = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/)
  return names.some((name) => relations.has(name))
}

/** Hints by address, the least recently told out first. They outlive the answers that they came with. */
export class HintStore {
  readonly #blockCount: number
  readonly #lines = new Map<string, string>()
  #usedBlocks = 0

  constructor(blockCount: number) {
    this.#blockCount = blockCount
  }

  /** Empty without any. */
  find(key: string): string {
    return this.#lines.get(key) ?? ''
  }

  /** Replaces what was told of an address; empty lines forget it. */
  store(key: string, lines: string): void {
    this.#remove(key)
    if (lines === '') return
    const blocks = blocksOf(key, lines)
    if (blocks > this.#blockCount) return
    for (const oldest of this.#lines.keys()) {
      if (this.#usedBlocks + blocks <= this.#blockCount) break
      this.#remove(oldest)
    }
    this.#lines.set(key, lines)
    this.#usedBlocks += blocks
  }

  #remove(key: string): void {
    const lines = this.#lines.get(key)
    if (lines === undefined) return
    this.#lines.delete(key)
    this.#usedBlocks -= blocksOf(key, lines)
  }
}

function blocksOf(key: string, lines: string): number {
  return Math.ceil((key.length + lines.length) / blockBytes)
}
