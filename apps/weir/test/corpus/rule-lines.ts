import { readFileSync } from 'node:fs'
import type { Random } from '@weir/base'
import type { DumpedWords } from './vocabulary-lines.ts'

/** What an argument of a fetch or converter may be, by what a signature calls it. */
const argumentTexts: Readonly<Record<string, readonly string[]>> = {
  backend: ['bk', 'bk', 'f', 'nowhere', ''],
  frontend: ['f', 'bk', ''],
  server: ['bk/s1', 's1', 'bk/none', ''],
  table: ['bk', 'bk', 'f', ''],
  userlist: ['u', 'nobody'],
  integer: ['0', '1', '2', '5', '32', '-1', 'x', ''],
  unsigned: ['0', '1', '5', '-1'],
  'IPv4 mask': ['24', '255.255.0.0', '33', 'x'],
  'IPv6 mask': ['64', 'ffff::', '129'],
  'IPv4 address': ['1.2.3.4', '::1', 'x'],
  'IPv6 address': ['::1', '1.2.3.4'],
  boolean: ['true', 'false', '1', 'x'],
  size: ['1k', 'x'],
  delay: ['1s', 'x'],
  regex: ['a', '(', 'a|b'],
  variable: ['txn.x', 'x'],
}

const anyText = ['x', 'txn.x', '$.a', '_', '/dev/null', 'sha256', 'a b', "'a,b'", '""', 'ms', 'hex', '']

const sections = [
  ...Array<string>(8).fill('frontend'),
  ...Array<string>(8).fill('backend'),
  ...Array<string>(2).fill('listen'),
  ...Array<string>(2).fill('defaults'),
  ...Array<string>(2).fill('global'),
  ...['peers', 'resolvers', 'userlist', 'cache', 'ring', 'http-errors', 'mailers', 'log-forward'],
]

const predicates = [
  'defined(HOME)',
  'defined()',
  'streq("a",a)',
  'streq(a,b)',
  'strneq("$X","")',
  'version_atleast(2.4-dev19)',
  'version_before(2.5)',
  'version_atleast(x)',
  'feature(OPENSSL)',
  'feature(nothing)',
  'true',
  '1',
  '0',
  '-1',
  '',
  'unknown(x)',
  'streq(a',
]

/** Reads the grammar: the texts of each name. */
function readGrammar(text: string): ReadonlyMap<string, readonly string[]> {
  const rows = text
    .replace(/^#.*\n/gm, '')
    .replaceAll('\n     ', '  ')
    .trim()
    .split('\n')
  return new Map(
    rows.map((row) => {
      const [name = '', ...texts] = row.split(/ {2,}/)
      return [name.replace(/:$/, ''), texts.map((each) => (each === 'nothing' ? '' : each))]
    }),
  )
}

const lineGrammar = readGrammar(readFileSync(new URL('line-grammar.txt', import.meta.url), 'utf8'))

/** Writes small configurations of grammatical lines, with a mistake now and then. */
class LineWriter {
  readonly #words: DumpedWords
  readonly #random: Random
  #depth = 0

  constructor(words: DumpedWords, random: Random) {
    this.#words = words
    this.#random = random
  }

  below(limit: number): number {
    return this.#random.uint32() % limit
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** A text of that name, complete. */
  expand(name: string): string {
    if (name in this.#words) return this.#call(this.pick(this.#words[name as keyof DumpedWords]))
    const texts = lineGrammar.get(name)
    if (texts === undefined) throw new Error(`no text is named '${name}'`)
    this.#depth++
    // What nests ends some time.
    const text = this.#depth > 12 ? texts[0]! : this.pick(texts)
    const complete = text.replace(/<([a-z_]+)>/g, (_, inner: string) => this.expand(alternativeNames[inner] ?? inner))
    this.#depth--
    return complete
  }

  /** A word of the program's own list with arguments as its signature asks for; seldom with others. */
  #call(signature: string): string {
    const option = /^(\S+) \+(\d)$/.exec(signature)
    if (option !== null) {
      const count = this.below(15) === 0 ? 0 : Number(option[2])
      const values = Array.from({ length: count }, () => this.expand(this.pick(['word', 'number', 'time'])))
      return [option[1], ...values].join(' ')
    }
    const [, name = signature, list] = /^([^(]+)\((.*)\)$/.exec(signature) ?? []
    if (list === undefined) return this.below(20) === 0 ? `${name}(${this.pick(anyText)})` : name
    const [required = '', optional = ''] = list.split('[')
    const kinds = required.split(',').filter((kind) => kind !== '')
    const more = optional.replaceAll(']', '').split(',')
    const extra = more.filter((kind) => kind !== '')
    kinds.push(...extra.slice(0, this.below(extra.length + 1)))
    if (this.below(12) === 0) kinds.pop()
    if (this.below(20) === 0) kinds.push('string')
    if (kinds.length === 0 && this.below(4) > 0) return name
    return `${name}(${kinds.map((kind) => this.pick(argumentTexts[kind] ?? anyText)).join(',')})`
  }

  line(section: string): string {
    const kind = section === 'listen' || section === 'defaults' ? this.pick(['frontend', 'backend']) : section
    const words = this.expand(`${kind} section`)
      .split(' ')
      .filter((word) => word !== '')
    if (this.below(12) === 0) words.splice(this.below(words.length + 1), this.below(2), this.expand('word'))
    if (this.below(40) === 0) words.unshift('no')
    return ` ${words.join(this.below(60) === 0 ? '\t' : ' ')}${this.below(60) === 0 ? ' # note' : ''}`
  }

  #condition(): string {
    const not = this.below(5) === 0 ? '!' : ''
    const first = `${not}${this.pick(predicates)}`
    return this.below(4) === 0 ? `${first} ${this.pick(['||', '&&'])} ${this.pick(predicates)}` : first
  }

  /** Lines in a block that may be left out. */
  #conditional(lines: readonly string[]): string[] {
    const ends = this.below(12) === 0 ? [] : ['.endif']
    const middle = this.pick([[], [], ['.else'], [`.elif ${this.#condition()}`], ['.else', '.else']])
    return [`.if ${this.#condition()}`, ...lines, ...middle, ...ends]
  }

  file(): string {
    const section = this.pick(sections)
    const isProxy = ['frontend', 'backend', 'listen', 'defaults'].includes(section)
    const mode = this.below(3) === 0 ? 'tcp' : 'http'
    let lines = Array.from({ length: 1 + this.below(3) }, () => this.line(section))
    if (this.below(15) === 0) lines = this.#conditional(lines)
    const from = isProxy && this.below(12) === 0 ? ' from base' : ''
    const setUp = [
      ...(isProxy ? [` mode ${mode}`] : []),
      ...(section === 'frontend' || section === 'listen' || section === 'log-forward' ? [' bind :9'] : []),
      ...(isProxy && section !== 'defaults' ? [' acl a1 src 10.0.0.1'] : []),
    ]
    const header = section === 'global' ? 'global' : `${section} f${from}`
    return [...surroundings, header, ...setUp, ...lines, ...(section === 'defaults' ? user : []), ''].join('\n')
  }
}

/** Names under which the program's own lists stand in the grammar. */
const alternativeNames: Readonly<Record<string, keyof DumpedWords>> = {
  fetch: 'fetches',
  converter: 'converters',
  acl: 'acls',
  bindoption: 'bindOptions',
  serveroption: 'serverOptions',
}

const surroundings = [
  'userlist u',
  ' user x insecure-password y',
  'defaults base',
  ' timeout client 1s',
  ' timeout server 1s',
  ' timeout connect 1s',
  'backend bk from base',
  ' mode http',
  ' stick-table type ip size 1k store gpc0,conn_cnt',
  ' server s1 127.0.0.1:1',
  'defaults',
  ' timeout client 1s',
  ' timeout server 1s',
  ' timeout connect 1s',
]

/** What makes `defaults f` count. */
const user = ['listen l from f', ' bind :8']

/** A small configuration of lines as the manual has them, most of them right. */
export function ruleCase(words: DumpedWords, random: Random): string {
  return new LineWriter(words, random).file()
}
