import { expect, test } from 'vitest'
import { requestOf, responseOf } from '../testing/message-of.ts'
import { fits, traitsOf, varianceOf } from './vary.ts'

/** Whether the answer to the first request may be given to the second; null when it cannot be kept. */
function check(response: string[], first: string[], second: string[]): boolean | null {
  const variance = varianceOf(traitsOf(requestOf(first)), responseOf(response))
  return variance === null ? null : fits(variance, traitsOf(requestOf(second)))
}

const gzip = ['vary: Accept-Encoding', 'content-encoding: gzip']
const plain = ['vary: accept-encoding']
const accepts = (value: string): string[] => [`accept-encoding: ${value}`]

test.each<[string[], string[], string[], boolean | null]>([
  [[], ['referer: x'], ['referer: y'], true],
  [plain, accepts('gzip'), accepts('br'), true],
  [plain, accepts('gzip'), [], true],
  [plain, [], accepts('identity;q=0'), false],
  [plain, [], accepts('*;q=0'), true],
  [plain, [], accepts('gzip, identity;q=0'), false],
  [gzip, accepts('gzip'), accepts('gzip, br'), true],
  [gzip, accepts('gzip'), accepts('br'), false],
  [gzip, accepts('gzip'), [], true],
  [gzip, accepts('gzip'), accepts('*'), true],
  [gzip, accepts('gzip'), accepts('*;q=0'), false],
  [gzip, accepts('gzip'), accepts('gzip, *;q=0'), true],
  [gzip, accepts('gzip'), accepts('X-GZIP'), true],
  [gzip, accepts('gzip'), accepts('gzip;q=0.5'), true],
  [gzip, accepts('gzip'), accepts('gzip;q=0'), false],
  [gzip, accepts('gzip'), accepts('gzip;q=0.000'), false],
  [['vary: accept-encoding', 'content-encoding: foo'], accepts('foo'), accepts('foo'), null],
  [['vary: accept-encoding', 'content-encoding: br, gzip'], accepts('br, gzip'), accepts('gzip'), false],
  [['vary: referer'], ['referer: x'], ['referer: x'], true],
  [['vary: referer'], ['referer: x'], ['referer: y'], false],
  [['vary: referer'], [], ['referer: y'], false],
  [['vary: Origin'], ['origin: x'], ['origin: x'], true],
  [['vary: origin'], ['origin: x'], ['origin: y'], false],
  [['vary: accept-encoding, referer'], ['referer: x'], ['referer: x'], true],
  [['vary: accept-encoding', 'vary: referer'], ['referer: x'], ['referer: z'], false],
  [['vary: accept'], [], [], null],
  [['vary: accept-encoding, cookie'], [], [], null],
  [['vary: *'], [], [], null],
  [['vary: '], [], [], null],
])('%j for %j and %j: %s', (response, first, second, expected) => {
  expect(check(response, first, second)).toBe(expected)
})
