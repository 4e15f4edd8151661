import { expect, test } from 'vitest'
import { requestOf, responseOf } from '../testing/message-of.ts'
import { ageOf, lifetimeOf, wantsFresh } from './freshness.ts'

const wallMs = Date.parse('Sat, 21 Nov 2026 12:00:00 GMT')
const get = requestOf(['host: a'])

// What HAProxy 2.6 was seen to keep.
test.each<[string[], number | null]>([
  [['cache-control: max-age=30'], 30],
  [['cache-control: MAX-AGE=30'], 30],
  [['cache-control: max-age="30"'], 30],
  [['cache-control: max-age=300'], 60],
  [['cache-control: public, max-age=30'], 30],
  [['cache-control: max-age=30, must-revalidate'], 30],
  [['cache-control: s-maxage=20, max-age=30'], 20],
  [['cache-control: private="x", max-age=30'], 30],
  [['etag: "x"'], 60],
  [['last-modified: Sat, 21 Nov 2026 11:00:00 GMT'], 60],
  [['expires: Sat, 21 Nov 2026 12:00:40 GMT'], 40],
  [['cache-control: max-age=5', 'expires: Sat, 21 Nov 2026 12:00:40 GMT'], 5],
  [['cache-control: max-age=30', 'set-cookie: a=b'], 30],
  [['cache-control: max-age=30', 'age: 10'], 30],
  [[], null],
  [['cache-control: public'], null],
  [['cache-control: max-age=0'], null],
  [['cache-control: max-age=0', 'etag: "x"'], null],
  [['cache-control: s-maxage=30, max-age=0'], null],
  [['cache-control: s-maxage=0, max-age=30'], null],
  [['cache-control: max-age=x'], null],
  [['cache-control: private, max-age=30'], null],
  [['cache-control: no-store, max-age=30'], null],
  [['cache-control: no-cache, max-age=30'], null],
  [['cache-control: no-cache="set-cookie", max-age=30'], null],
  [['cache-control: max-age=30', 'cache-control: no-store'], null],
  [['cache-control: max-age=30', 'pragma: no-cache'], null],
  [['cache-control: max-age=30', 'age: x'], null],
  [['expires: Sat, 21 Nov 2026 11:59:00 GMT', 'etag: "x"'], null],
  [['expires: 0', 'etag: "x"'], null],
])('%j is good for %s', (lines, expected) => {
  expect(lifetimeOf(get, responseOf(lines), 60, wallMs)).toBe(expected)
})

test.each<[string, string[], string[], boolean]>([
  ['GET / HTTP/1.1', [], [], true],
  ['HEAD / HTTP/1.1', [], [], false],
  ['POST / HTTP/1.1', [], [], false],
  ['GET / HTTP/1.1', ['cache-control: no-store'], [], false],
  ['GET / HTTP/1.1', ['cache-control: no-cache'], [], true],
  ['GET / HTTP/1.1', ['authorization: x'], [], false],
  ['GET / HTTP/1.1', ['authorization: x'], ['cache-control: public'], true],
  ['GET / HTTP/1.1', ['authorization: x'], ['cache-control: s-maxage=30'], false],
])('%s with %j and %j', (start, asked, answered, isKept) => {
  const response = responseOf(['etag: "x"', ...answered])
  expect(lifetimeOf(requestOf(asked, start), response, 60, wallMs) !== null).toBe(isKept)
})

test('only 200 of HTTP/1.1', () => {
  expect(lifetimeOf(get, responseOf(['etag: "x"'], 203), 60, wallMs)).toBeNull()
  const old = requestOf([])
  old.version = 10
  expect(lifetimeOf(old, responseOf(['etag: "x"']), 60, wallMs)).toBeNull()
})

test.each<[string[], boolean]>([
  [[], false],
  [['cache-control: no-store'], false],
  [['cache-control: only-if-cached'], false],
  [['cache-control: No-Cache'], true],
  [['cache-control: max-age=5'], true],
  [['pragma: no-cache'], true],
])('%j wants a fresh answer: %s', (lines, expected) => expect(wantsFresh(requestOf(lines))).toBe(expected))

test('ages', () => {
  expect([[], ['age: 12'], ['age: -1'], ['age: 99999999999']].map((lines) => ageOf(responseOf(lines)))).toEqual([
    0,
    12,
    null,
    null,
  ])
})
