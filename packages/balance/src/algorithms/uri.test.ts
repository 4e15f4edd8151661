import { expect, test } from 'vitest'
import { chooseBy, complaints, serversOf } from '../testing/index.ts'
import { hashedPart } from './uri.ts'

const paths = Array.from({ length: 24 }, (_, index) => `/a${index}/b${index * index}/c${index % 3}?q=${index * 3}&z=1`)

/** Arguments, and what HAProxy 2.6 chose for the paths. */
test.each([
  ['uri', 'bddbbccadcdbdddddcbcbcdc'],
  ['uri whole', 'cddcbaaadbdaddbabdcbddcd'],
  ['uri len 3', 'cdcdabdcdbddddddddddcccc'],
  ['uri len 8', 'dcdbdcccdcddbcccbddcdddd'],
  ['uri depth 1', 'cdcdabdcdbdabdcdbcdccdab'],
  ['uri depth 2', 'ddbddbabdbddbbadbddcdddc'],
  ['uri depth 3', 'bddbbccadcdbdddddcbcbcdc'],
  ['uri len 4 depth 2', 'dcdcbdcdbadabdcdbcdccdab'],
  ['uri path-only', 'bddbbccadcdbdddddcbcbcdc'],
])('balance %s', (line, expected) => {
  const backend = chooseBy(`balance ${line}\n${serversOf(1, 2, 3, 4)}`)
  expect(backend.choose(...paths.map((url) => ({ url })))).toBe(expected)
})

test.each([
  ['uri', 'dcbbcddcbbcdcccccadaddca'],
  ['uri path-only', 'bddbbccadcdbdddddcbcbcdc'],
  ['uri depth 2', 'aaaaaaaaaaaaaaaaaaaaaaaa'],
  ['uri path-only depth 1', 'cdcdabdcdbdabdcdbcdccdab'],
])('balance %s of absolute URIs', (line, expected) => {
  const backend = chooseBy(`balance ${line}\n${serversOf(1, 2, 3, 4)}`)
  expect(backend.choose(...paths.map((path) => ({ url: `http://h${path}` })))).toBe(expected)
})

test.each([
  ['http://h/a/b?q', { depth: 1 }, 'http:/'],
  ['http://h/a/b?q', { depth: 2 }, 'http://h'],
  ['/a/b/c?q', { depth: 2 }, '/a/b'],
  ['/a/b/c?q', { length: 4 }, '/a/b'],
  ['/a?q', { isWhole: true }, '/a?q'],
  ['/a?q/r', { isWhole: true, depth: 1 }, '/a?q'],
])('the part of %s under %o', (url, limits, part) => {
  expect(hashedPart(url, { isWhole: false, length: 0, depth: 0, ...limits })).toBe(part)
})

test.each(['balance uri len', 'balance uri len 0', 'balance uri depth x'])('%s is refused', (line) => {
  expect(complaints(line)).toHaveLength(1)
})
