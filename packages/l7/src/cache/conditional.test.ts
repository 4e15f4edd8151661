import { expect, test } from 'vitest'
import { requestOf, responseOf } from '../testing/message-of.ts'
import { isUnchanged } from './conditional.ts'
import type { CacheEntry } from './http-cache.ts'

const early = 'Sat, 21 Nov 2026 10:00:00 GMT'
const noon = 'Sat, 21 Nov 2026 12:00:00 GMT'
const late = 'Sat, 21 Nov 2026 20:00:00 GMT'
const entry = { storedWallMs: Date.parse(noon) } as CacheEntry

test.each<[string[], string[], boolean]>([
  [['if-none-match: "x"'], ['etag: "x"'], true],
  [['if-none-match: W/"x"'], ['etag: "x"'], true],
  [['if-none-match: "x"'], ['etag: W/"x"'], true],
  [['if-none-match: "y", "x"'], ['etag: "x"'], true],
  [['if-none-match: "y"', 'if-none-match: "x"'], ['etag: "x"'], true],
  [['if-none-match: *'], ['etag: "x"'], true],
  [['if-none-match: *'], [], true],
  [['if-none-match: "y"'], ['etag: "x"'], false],
  [['if-none-match: x'], ['etag: x'], false],
  [['if-none-match: "y"', `if-modified-since: ${late}`], ['etag: "x"', `last-modified: ${early}`], false],
  [[`if-modified-since: ${late}`], [`last-modified: ${noon}`], true],
  [[`if-modified-since: ${noon}`], [`last-modified: ${noon}`], true],
  [[`if-modified-since: ${early}`], [`last-modified: ${noon}`], false],
  [[`if-modified-since: ${noon}`], [`date: ${late}`], false],
  [[`if-modified-since: ${late}`], [`date: ${noon}`], true],
  [[`if-modified-since: ${late}`], [], true],
  [[`if-modified-since: ${early}`], [], false],
  [['if-modified-since: x'], [`last-modified: ${early}`], false],
  [[], ['etag: "x"'], false],
])('%j of %j: %s', (asked, stored, expected) => {
  expect(isUnchanged(requestOf(asked), responseOf(stored), entry)).toBe(expected)
})
