import { expect, test } from 'vitest'
import { borrowedConnections } from './check-reuse-pool.ts'

test('says of each why nothing comes of it', () => {
  expect(borrowedConnections.map(({ name }) => name)).toEqual([
    'check-reuse-pool',
    'no-check-reuse-pool',
    'check-pool-conn-name',
  ])
  for (const { withoutEffect } of borrowedConnections) expect(withoutEffect).toMatch(/\w/)
})
