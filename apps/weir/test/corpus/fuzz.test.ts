import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fuzz, haproxy } from './fuzz.ts'

/** Needs HAProxy: its verdicts on changed files cannot be recorded beforehand. */
test.skipIf(!existsSync(haproxy))('both agree on changed files', { timeout: 60_000 }, async () => {
  expect(await fuzz(150, 7)).toEqual([])
})
