import { expect, test } from 'vitest'
import { findPayloadMark, splitCommands } from './words.ts'

test.each([
  ['show info', [['show', 'info']]],
  ['  show\t info  ', [['show', 'info']]],
  ['a;b', [['a'], ['b']]],
  ['a ; b c', [['a'], ['b', 'c']]],
  ['show version;', [['show', 'version'], []]],
  [';a', [[], ['a']]],
  ['', [[]]],
  ['get map m a\\;b', [['get', 'map', 'm', 'a;b']]],
  ['a\\ b c', [['a b', 'c']]],
  ['a\\\\b', [['a\\b']]],
  ['a \\', [['a']]],
])('splits %j', (line, expected) => {
  expect(splitCommands(line)).toEqual(expected)
})

test.each([
  ['add map m <<', { command: 'add map m', pattern: '' }],
  ['add map m <<END', { command: 'add map m', pattern: 'END' }],
  ['add map m << ', { command: 'add map m', pattern: '' }],
  ['add map m a<<b', null],
  ['add map m << x', null],
  [`add map m <<${'x'.repeat(65)}`, null],
])('finds the payload mark of %j', (line, expected) => {
  expect(findPayloadMark(line)).toEqual(expected)
})
