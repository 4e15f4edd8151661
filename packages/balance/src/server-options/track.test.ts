import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('track refers to a server of this backend or another', () => {
  expect(readServer('track s1').track).toMatchObject({ kind: 'server', name: 's1' })
  expect(readServer('track web/s1').track).toMatchObject({ kind: 'server', name: 'web/s1' })
  expect(readServer('').track).toBeNull()
})
