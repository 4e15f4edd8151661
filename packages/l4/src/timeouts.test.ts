import { expect, it } from 'vitest'
import { timeoutOptions } from './options.ts'
import { resolveTimeouts } from './timeouts.ts'

it.each([
  [{}, 0],
  [{ connectMs: 300 }, 300],
  [{ tarpitMs: 200, connectMs: 300 }, 200],
  [{ tarpitMs: 0, connectMs: 300 }, Number.POSITIVE_INFINITY],
])('holds in a tarpit, with %j, for %o ms', (own, expected) => {
  expect(resolveTimeouts({ ...timeoutOptions.create(), ...own }).tarpitMs).toBe(expected)
})
