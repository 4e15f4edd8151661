import type { Random } from '@weir/base'

/** Words that mistakes are made of. */
const words = [
  '',
  'x',
  '0',
  '-1',
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
  '"',
  "'",
  '\\',
  '#',
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
  'http',
  'tcp',
  '/dev/null',
]

/** One change to one line of `text`: a word lost, doubled, swapped, cut or put in, or the line itself moved. */
export function mutate(text: string, random: Random, donors: readonly string[]): string {
  const below = (limit: number): number => random.uint32() % limit
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const lines = text.split('\n')
  const last = lines.pop()!
  const at = below(lines.length)
  const line = lines[at] ?? ''
  const indent = /^\s*/.exec(line)![0]
  const parts = line.trim().split(' ')
  const index = below(parts.length)
  const word = parts[index] ?? ''
  const put = (...replacement: string[]): void => {
    parts.splice(index, 1, ...replacement)
    lines[at] = indent + parts.join(' ')
  }
  switch (below(10)) {
    case 0:
      put()
      break
    case 1:
      put(word, word)
      break
    case 2:
      put(pick(words))
      break
    case 3:
      put(word, pick(words))
      break
    case 4:
      put(word.slice(0, below(word.length + 1)))
      break
    case 5: {
      const place = below(word.length + 1)
      put(word.slice(0, place) + pick(words) + word.slice(place))
      break
    }
    case 6:
      lines[at] = `${line} ${pick(words)}`
      break
    case 7:
      lines.splice(at, 1)
      break
    case 8:
      lines.splice(at, 0, pick(donors))
      break
    default:
      lines.splice(at, 0, line)
  }
  return [...lines, last].join('\n')
}
