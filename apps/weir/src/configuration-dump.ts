import { xxh32 } from '@weir/base'
import { matchMethods, type Vocabulary, type Word } from '@weir/keyword'

/** Words that rules and lines are built of, besides keywords. */
const grammar =
  'if unless or || ! { } !{ from on off all table unlimited none groups users password insecure-password'.split(' ')

/** After these a secret follows, or text that may hold one. */
const secrets = /^(?:password|insecure-password|auth|.*-key|key|header|hdr|body|body-lf|string|lf-string|realm|admin)$/

const number = /^[0-9]+(?:us|ms|s|m|h|d|k|g|%)?$/i
const identifier = /^[A-Za-z0-9_.:/@*[\],-]+$/

/**
 * The configuration as it is read (`-dC`): words with variables and quotes resolved, without comments and lines that a
 * condition leaves out, each line of a section behind a tab. With a key other than 0 it may be shown to others: names and
 * addresses are replaced by hashes that only depend on the key, and a line ends where something confidential starts.
 */
export class ConfigurationDump {
  readonly #key: number
  readonly #kept: ReadonlySet<string>
  readonly #lines: string[] = []

  constructor(vocabulary: Vocabulary, key: number) {
    this.#key = key
    this.#kept = key === 0 ? new Set() : keywordsOf(vocabulary)
  }

  readonly addLine = (words: readonly Word[], isHeader: boolean): void => {
    const texts = words.map(({ text }) => text)
    const shown = this.#key === 0 ? texts.map(quote) : this.#anonymise(texts, isHeader)
    this.#lines.push(`${isHeader ? '' : '\t'}${shown.join(' ')}\n`)
  }

  text(): string {
    return this.#lines.join('')
  }

  #anonymise(words: readonly string[], isHeader: boolean): string[] {
    const shown: string[] = []
    for (const [index, word] of words.entries()) {
      if (index > 0 && secrets.test(words[index - 1]!)) return [...shown, '[...]']
      const isKeyword = index === 0 || (isHeader ? word === 'from' : this.#isKept(word, index))
      if (isKeyword) shown.push(word)
      else if (identifier.test(word) || /^!./.test(word)) shown.push(this.#hash(word))
      else return [...shown, '[...]']
    }
    return shown
  }

  /** The second word of a line is a name more often than not: only what is a keyword there stays. */
  #isKept(word: string, index: number): boolean {
    return number.test(word) || this.#kept.has(word) || (index > 1 && /^-[a-zA-Z-]{1,2}$/.test(word))
  }

  /** A port stays: it tells nothing about who listens there. */
  #hash(word: string): string {
    const negation = word.startsWith('!') ? '!' : ''
    const port = /:[0-9]+$/.exec(word)?.[0] ?? ''
    const name = word.slice(negation.length, word.length - port.length)
    return `${negation}ID(${(xxh32(name, this.#key) & 0xffffff).toString(16).padStart(6, '0')})${port}`
  }
}

/** Makes a word that reads as itself. */
function quote(word: string): string {
  return word === '' ? '""' : word.replace(/[\\"'# \t]/g, '\\$&')
}

function keywordsOf(vocabulary: Vocabulary): ReadonlySet<string> {
  const kept = new Set(grammar)
  const add = (names: Iterable<string>): void => {
    for (const name of names) for (const word of name.split(' ')) kept.add(word)
  }
  for (const { directives = [] } of vocabulary.bundles) add(directives.map(({ name }) => name))
  add(vocabulary.bindOptions.keys())
  add(vocabulary.serverOptions.keys())
  add(vocabulary.algorithms.keys())
  add(vocabulary.acls.keys())
  add(vocabulary.fetches.keys())
  add(matchMethods)
  for (const name of vocabulary.rulesets.keys()) {
    add([name])
    add(vocabulary.actions(name).map((action) => action.name))
  }
  for (const mode of ['tcp', 'http', 'log', 'global', 'local0']) kept.add(mode)
  return kept
}
