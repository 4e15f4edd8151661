import { describe, expect, test } from 'vitest'
import { FAILED } from './argument-reader.ts'
import { createParseHost } from './grammar/parse-host.ts'
import { type Finding, WordReader } from './grammar/word-reader.ts'
import {
  backend,
  condition,
  custom,
  duration,
  expression,
  flag,
  int,
  many,
  oneOf,
  optional,
  type Parameter,
  rest,
  server,
  settings,
  size,
  table,
  text,
  word,
} from './parameter.ts'
import { testVocabulary } from './testing/vocabulary.ts'

interface Reading {
  readonly value: unknown
  readonly left: readonly string[]
  readonly messages: readonly string[]
}

/** Reads one parameter from the words of a line, or of a call when `style` says so. */
function read(
  parameter: Parameter<unknown>,
  line: string,
  options: { style?: 'call'; endsAtCondition?: true } = {},
): Reading {
  const texts = options.style === 'call' ? line.split(',') : line.split(' ').filter((part) => part !== '')
  let column = 0
  const words = texts.map((part) => {
    const span = { file: 'f', line: 1, column, length: part.length }
    column += part.length + 1
    return { text: part, span }
  })
  const findings: Finding[] = []
  const reader = new WordReader({
    style: options.style ?? 'line',
    keyword: { text: 'key', span: { file: 'f', line: 1, column: 0, length: 0 } },
    words,
    host: createParseHost({ vocabulary: testVocabulary }),
    report: (finding) => findings.push(finding),
    ...(options.endsAtCondition === undefined ? {} : { endsAtCondition: true }),
  })
  const value = parameter.parse(reader)
  const left: string[] = []
  for (let next = reader.next(); next !== null; next = reader.next()) left.push(next.text)
  return { value, left, messages: findings.map((finding) => finding.message) }
}

describe('values', () => {
  test.each<[string, Parameter<unknown>, string, unknown, string[]]>([
    ['text', text('a'), 'x y', 'x', ['y']],
    ['int', int('a'), '-5', -5, []],
    ['int within bounds', int('a', { min: 1, max: 3 }), '3', 3, []],
    ['duration in ms', duration('a'), '10', 10, []],
    ['duration in seconds', duration('a', 's'), '10', 10_000, []],
    ['duration with a unit', duration('a', 's'), '10ms', 10, []],
    ['size', size('a'), '2k', 2048, []],
    ['oneOf', oneOf('a', ['on', 'off']), 'off', 'off', []],
    ['flag that is there', flag('ssl'), 'ssl x', true, ['x']],
    ['flag that is not', flag('ssl'), 'x', false, ['x']],
    ['optional that is there', optional(int('a')), '5', 5, []],
    ['optional at the end', optional(int('a')), '', undefined, []],
    ['many', many(int('a')), '1 2 3', [1, 2, 3], []],
    ['many until', many(text('a'), (next) => next.text === 'end'), 'x y end', ['x', 'y'], ['end']],
    [
      'settings',
      settings({ status: int('code'), indirect: null }),
      'indirect status 404 if',
      { indirect: true, status: 404 },
      ['if'],
    ],
    ['settings given twice', settings({ a: int('x') }), 'a 1 a 2', { a: 2 }, []],
    ['settings named like a method', settings({ a: null }), 'toString', {}, ['toString']],
    ['custom', custom('a', '<a>', (reader) => reader.next()?.text.length ?? 0), 'four', 4, []],
  ])('%s', (_, parameter, line, value, left) => {
    expect(read(parameter, line)).toEqual({ value, left, messages: [] })
  })

  test('an int that a line may leave out is noted', () => {
    expect(read(int('a', { atEnd: 7 }), '')).toEqual({ value: 7, left: [], messages: ['<a> is missing, taken for 7'] })
  })

  test('word and rest keep the places', () => {
    expect(read(word('a'), 'x').value).toMatchObject({ text: 'x', span: { column: 0, length: 1 } })
    expect(read(rest('a'), 'x yy').value).toMatchObject([{ text: 'x' }, { text: 'yy', span: { column: 2, length: 2 } }])
  })

  test('references name their kind', () => {
    expect(read(backend('a'), 'b').value).toMatchObject({ kind: 'backend', name: 'b', target: null })
    expect(read(table('a'), 'b').value).toMatchObject({ kind: 'table', name: 'b' })
    expect(read(server('a'), 'b/s').value).toMatchObject({ kind: 'server', name: 'b/s' })
  })
})

describe('integers on a line are read as HAProxy reads them', () => {
  test.each<[string, Parameter<unknown>, string, number]>([
    ['what follows the digits is let pass', int('a'), '5q', 5],
    ['a word without digits is 0', int('a'), 'x', 0],
    ['bounds may clamp', int('a', { min: 0, clamps: true }), '-1', 0],
  ])('%s', (_, parameter, line, value) => {
    expect(read(parameter, line)).toMatchObject({ value, messages: [expect.stringContaining(`taken for ${value}`)] })
  })
})

describe('errors', () => {
  test.each<[string, Parameter<unknown>, string, string]>([
    ['nothing', text('a'), '', "'key' expects <a>"],
    ['no integer', int('a', { isStrict: true }), 'x', "<a> expects an integer, but got 'x'"],
    ['too large', int('a', { min: 1, max: 3 }), '4', "<a> expects an integer between 1 and 3, but got '4'"],
    ['too small', int('a', { min: 1 }), '0', "<a> expects an integer of at least 1, but got '0'"],
    ['above', int('a', { max: 1 }), '2', "<a> expects an integer of at most 1, but got '2'"],
    ['no time', duration('a'), '1x', "<a> expects a time such as '10s' (units us, ms, s, m, h, d), but got '1x'"],
    ['no size', size('a'), '1b', "<a> expects a size such as '16k' (units k, m, g), but got '1b'"],
    ['not one of', oneOf('a', ['on', 'off']), 'of', "<a> expects one of 'on', 'off', but got 'of'"],
    ['one of many', many(int('a', { isStrict: true })), '1 x', "<a> expects an integer, but got 'x'"],
    ['a setting', settings({ a: int('n', { isStrict: true }) }), 'a x', "<n> expects an integer, but got 'x'"],
    ['no expression', expression('a'), '', "'key' expects <a>"],
    [
      'an expression of another type',
      expression('a', 'sint'),
      'blob',
      "<a> expects a value of type sint, but 'blob' gives one of type bin",
    ],
  ])('%s', (_, parameter, line, message) => {
    expect(read(parameter, line)).toMatchObject({ value: FAILED, messages: [message] })
  })
})

describe('a line that may end in a condition', () => {
  test.each<[string, Parameter<unknown>, string, unknown, string[]]>([
    ['hides it from optional arguments', optional(text('a')), 'if x', undefined, ['if', 'x']],
    ['hides it from the rest', rest('a'), 'unless x', [], ['unless', 'x']],
    ['hides it from many', many(text('a')), 'x if y', ['x'], ['if', 'y']],
    ['hides it from flags', flag('if'), 'if', false, ['if']],
    ['gives it to a required argument', text('a'), 'if x', 'if', ['x']],
  ])('%s', (_, parameter, line, value, left) => {
    expect(read(parameter, line, { endsAtCondition: true })).toEqual({ value, left, messages: [] })
  })

  test('is read as one by condition()', () => {
    expect(read(condition(), 'if LOCAL', { endsAtCondition: true }).value).toMatchObject({ polarity: 'if' })
    expect(read(condition(), 'x')).toMatchObject({ value: null, left: ['x'] })
  })
})

test('an empty argument of a call is an optional one left out', () => {
  expect(read(optional(int('a')), ',5', { style: 'call' })).toMatchObject({ value: undefined, left: ['5'] })
})
