// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the language are written like this
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEnvironment } from './environment.ts'
import { formatConfig } from './format.ts'
import { tokenize } from './lexer.ts'
import { splitLines } from './source-file.ts'
import { parseTree, printTree, wordsOf } from './tree.ts'

const fragment = fc.constantFrom(
  'global',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '"',
  "'",
  '\\',
  '#',
  'a',
  '"${A[*]}"',
  '"$B"',
  '.if',
  '.endif',
  '.else',
  'frontend f',
)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join('')),
)

test('any text comes back from its tree unchanged', () => {
  fc.assert(fc.property(text, (source) => printTree(parseTree(source)) === source))
})

test('a tree has sections, words and comments', () => {
  const tree = parseTree('# top\nglobal\n\tmaxconn  10 # ten\nfrontend f\n')
  expect(tree.sections.map((section) => (section.header === null ? [] : wordsOf(section.header)))).toEqual([
    [],
    ['global'],
    ['frontend', 'f'],
  ])
  expect(tree.sections[1]?.lines[0]?.pieces).toEqual([
    { kind: 'blank', text: '\t' },
    { kind: 'word', text: 'maxconn' },
    { kind: 'blank', text: '  ' },
    { kind: 'word', text: '10' },
    { kind: 'blank', text: ' ' },
    { kind: 'comment', text: '# ten' },
  ])
})

/** What a text means: the words of its lines, with variables expanded. */
function meaning(source: string): string[][] {
  const environment = createEnvironment({ A: 'one two', B: 'b' })
  return splitLines(source)
    .map((line) => tokenize(line.text, 'f', 1, (name) => environment.get(name)))
    .map(({ words, diagnostics }) => (diagnostics.length > 0 ? ['?'] : words.map((word) => word.text)))
    .filter((words) => words.length > 0)
}

test('formatting keeps the meaning, and formatting twice changes nothing', () => {
  fc.assert(
    fc.property(text, (source) => {
      const formatted = formatConfig(source)
      expect(meaning(formatted)).toEqual(meaning(source))
      expect(formatConfig(formatted)).toBe(formatted)
    }),
  )
})

test('formatting lays lines out', () => {
  const source =
    '# head\n\n\nglobal\n maxconn\t10   # ten\n.if 1\n daemon\n.else\n nope\n.endif\n # of f\nfrontend  f\n   bind   "a b"\n\n\n\n'
  expect(formatConfig(source)).toBe(
    '# head\n\nglobal\n    maxconn 10 # ten\n    .if 1\n        daemon\n    .else\n        nope\n    .endif\n\n# of f\nfrontend f\n    bind "a b"\n',
  )
})
