// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the language are written like this
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tokenize } from './lexer.ts'

const variables: Record<string, string> = { HOME: '/root', LIST: 'a b  c', WIDE: ' a  b ', EMPTY: '', '.LINE': '7' }
const read = (text: string) => tokenize(text, 'f', 1, (name) => variables[name])

/** What a line's words are, or what is wrong with it. */
function check(text: string): readonly string[] | string {
  const { words, diagnostics } = read(text)
  return diagnostics[0]?.message ?? words.map((word) => word.text)
}

// As HAProxy's `.notice` prints them.
describe('words', () => {
  test.each<[string, string[]]>([
    ['', []],
    [' \t\r\v\f', []],
    ['a  b\tc ', ['a', 'b', 'c']],
    ['a#b c', ['a']],
    ['a \\#b', ['a', '#b']],
    [`"a  b"'c $HOME'\\ d\\x41\\q\\n`, ['a  bc $HOME dA\\q\n']],
    ['"\\$x \\q \\# \\\' $HOME x"', ["$x \\q # ' /root x"]],
    ['$HOME ${HOME}', ['$HOME', '${HOME}']],
    ["'a\\'b", ['a\\b']],
    ['"a\\"b"#c d', ['a"b']],
    ['abc\\', ['abc\\']],
    ['\\$', ['\\$']],
    ['"${NOPE-def ault}" "x${NOPE}y" "${EMPTY-full}"', ['def ault', 'xy', '']],
    ['"$HOME-x" "$HOME[*]"', ['/root-x', '/root[*]']],
    ['"$.LINE"', ['7']],
    ['"x${LIST[*]}y"', ['xa', 'b', 'cy']],
    ['x"${WIDE[*]}"y z', ['x', 'a', 'b', 'y', 'z']],
    ['"${WIDE[*]}"', ['', 'a', 'b', '']],
    ['"${NOPE[*]}"', ['']],
    ['a\rb', ['a']],
    ['\ra \rb\r', ['a', 'b']],
    ['"" \'\'', ['', '']],
    ['"a#b" \'c#d\'', ['a#b', 'c#d']],
  ])('%j', (text, words) => expect(check(text)).toEqual(words))
})

describe('errors', () => {
  test.each([
    ['  a "x', 'unmatched quote at position 5'],
    ["  a 'x", 'unmatched quote at position 5'],
    ['a\0b', 'Stray NUL character at position 2'],
    ['"a\rb"', 'unmatched quote at position 1'],
    ['"\\x4"', 'truncated or invalid hexadecimal sequence at position 2'],
    ['\\x4z', 'truncated or invalid hexadecimal sequence at position 1'],
    ['"${HOME"', 'unmatched brace in environment variable name at position 3'],
    ['"${HOME-x"', 'unmatched brace in environment variable name at position 3'],
    ['"${LIST[1]}"', 'truncated or invalid word expansion sequence at position 8'],
    ['"$.LINES"', 'forbidden first char in environment variable name at position 3'],
    ['"${HOME!}"', 'unmatched brace in environment variable name at position 3'],
    ['"$"', 'forbidden first char in environment variable name at position 3'],
    ['"$1a"', 'forbidden first char in environment variable name at position 3'],
    ['"${}"', 'forbidden first char in environment variable name at position 4'],
    ['x '.repeat(65), 'too many words, truncating after word 64, position 129: <x>'],
  ])('%j', (text, message) => expect(check(text)).toBe(message))
})

test('spans and columns lead back to the source', () => {
  const { words, commentColumn } = read('  bind "a b"\\ c # no')
  expect(words.map((word) => word.span)).toEqual([
    { file: 'f', line: 1, column: 2, length: 4 },
    { file: 'f', line: 1, column: 7, length: 8 },
  ])
  expect(words[0]?.columns).toBeUndefined()
  expect(words[1]?.columns).toEqual([8, 9, 10, 12, 14])
  expect(commentColumn).toBe(16)
})

test('every word lies in the line, in order, whatever the line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      let end = 0
      for (const { text: value, span, columns } of read(text).words) {
        expect(span.column).toBeGreaterThanOrEqual(end)
        end = span.column + span.length
        expect(end).toBeLessThanOrEqual(text.length)
        if (columns !== undefined) expect(columns.length).toBe(value.length)
        else expect(text.slice(span.column, end)).toBe(value)
      }
    }),
  )
})
