import { expect, test } from 'vitest'
import { complaints, readBalance } from '../testing/index.ts'

test.each(['always', 'maxconn', 'maxqueue'])('hash-preserve-affinity %s', (policy) => {
  expect(readBalance(`hash-preserve-affinity ${policy}`).preserveAffinity).toBe(policy)
})

test('another policy is refused', () => {
  expect(complaints('hash-preserve-affinity never')).toEqual([
    "<policy> expects one of 'always', 'maxconn', 'maxqueue', but got 'never'",
  ])
})
