import type { Random } from '@weir/base'

/** Words that mistakes are made of. */
const words = [
  '',
  'x',
  '99999',
  '5s',
  '10q',
  'if',
  'unless',
  '{',
  '}',
  '!',
  'or',
  'TRUE',
  '%',
  '%[',
  '%[path]',
  '%[src,lower]',
  '(',
  ')',
  ',',
  '/',
  '10.0.0.1',
  '10.0.0.1:80',
  ':80',
  'check',
  'src',
  'path',
  'no',
  'default',
  '-i',
  '-m',
  '-f',
  '--',
  'http',
  'tcp',
  '/dev/null',
]

/** What a number is changed to. */
const numbers = [
  '0',
  '-1',
  '1',
  '65535',
  '65536',
  '2147483648',
  '4294967296',
  '99999999999999999999',
  '1k',
  '1.5s',
  '07',
  '0x10',
  '+5',
  '1e3',
]

/** What goes into a word or around it. */
const marks = [
  '"',
  "'",
  '\\',
  '\\ ',
  '#',
  '\\x41',
  '\\x4',
  '$X',
  '"$X"',
  `"$\{X}"`,
  `"$\{X[*]}"`,
  `"$\{X-a b}"`,
  '\xe9',
  '\xff',
  '\t',
  ' # ',
]

const headers = [
  'global',
  'defaults',
  'frontend other',
  'backend other',
  'listen other',
  'userlist other',
  'peers other',
  'resolvers other',
]

/** One change to a text that has lines; `donors` are lines of other files. */
type Change = (lines: string[], at: number, chance: Chance, donors: readonly string[]) => void

class Chance {
  readonly #random: Random
  constructor(random: Random) {
    this.#random = random
  }

  below(limit: number): number {
    return this.#random.uint32() % limit
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }
}

/** Changes the words of one line; `index` is one of them. */
function onWords(change: (parts: string[], index: number, chance: Chance) => void): Change {
  return (lines, at, chance) => {
    const line = lines[at] ?? ''
    const indent = /^\s*/.exec(line)![0]
    const parts = line.trim().split(' ')
    change(parts, chance.below(parts.length), chance)
    lines[at] = indent + parts.join(' ')
  }
}

const changes: readonly Change[] = [
  onWords((parts, index) => parts.splice(index, 1)),
  onWords((parts, index) => parts.splice(index, 0, parts[index]!)),
  onWords((parts, index, chance) => (parts[index] = chance.pick(words))),
  onWords((parts, index, chance) => parts.splice(index + 1, 0, chance.pick(words))),
  onWords((parts, index, chance) => (parts[index] = parts[index]!.slice(0, chance.below(parts[index]!.length + 1)))),
  onWords((parts, index, chance) => {
    const word = parts[index]!
    const place = chance.below(word.length + 1)
    parts[index] = word.slice(0, place) + chance.pick(chance.below(2) === 0 ? words : marks) + word.slice(place)
  }),
  onWords((parts, index, chance) => (parts[index] = parts[index]!.replace(/[0-9]+/, () => chance.pick(numbers)))),
  onWords((parts, index, chance) => (parts[index] = chance.pick(numbers))),
  onWords((parts, index) => {
    const word = parts[index]!
    parts[index] = word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase()
  }),
  onWords((parts, index) => (parts[index] = `"${parts[index]}"`)),
  onWords((parts, index, chance) => {
    const other = chance.below(parts.length)
    const word = parts[index]!
    parts[index] = parts[other]!
    parts[other] = word
  }),
  onWords((parts, _, chance) => parts.push(chance.pick(words))),
  (lines, at) => lines.splice(at, 1),
  (lines, at) => lines.splice(at, 0, lines[at] ?? ''),
  (lines, at, chance, donors) => lines.splice(at, 0, chance.pick(donors)),
  (lines, at, chance) => {
    const other = chance.below(lines.length)
    const line = lines[at]!
    lines[at] = lines[other]!
    lines[other] = line
  },
  (lines, at, chance) => lines.splice(chance.below(lines.length), 0, ...lines.splice(at, 1)),
  (lines, at, chance) => lines.splice(at, 0, chance.pick(headers)),
  (lines, at) => lines.splice(at),
  (lines, at, chance) => {
    const words = lines.splice(at, 2)
    lines.splice(at, 0, words.join(chance.pick([' ', '\\', ' \\ '])))
  },
]

/** Changes of a whole text, made of its joined lines. */
const wholes: readonly ((text: string, chance: Chance, other: string) => string)[] = [
  (text, chance) => text.slice(0, chance.below(text.length)),
  (text) => text.replaceAll('\n', '\r\n'),
  (text, chance, other) => text + other.slice(other.indexOf('\n', chance.below(other.length)) + 1),
  (text, chance) => insert(text, chance, '\0'),
  (text, chance) => insert(text, chance, '\xc3\xa9'),
  (text, chance) => insert(text, chance, '\r'),
  (text, chance) => insert(text, chance, 'x'.repeat(3000)),
  (text, chance) => insert(text, chance, ' y'.repeat(70)),
]

function insert(text: string, chance: Chance, part: string): string {
  const place = chance.below(text.length)
  return text.slice(0, place) + part + text.slice(place)
}

/**
 * A text with one to three mistakes: a word lost, doubled, swapped, cut or put in, a number at the edge of its range, a line
 * moved, a section torn. One in twelve is a mistake of the file as a whole.
 */
export function mutate(text: string, random: Random, donors: readonly string[], other: string): string {
  const chance = new Chance(random)
  if (chance.below(12) === 0) return chance.pick(wholes)(text, chance, other)
  const lines = text.split('\n')
  const last = lines.pop()!
  for (let count = [1, 1, 1, 2, 3][chance.below(5)]!; count > 0 && lines.length > 0; count--)
    chance.pick(changes)(lines, chance.below(lines.length), chance, donors)
  return [...lines, last].join('\n')
}
