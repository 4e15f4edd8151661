import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { transparent } from './transparent.ts'

test('transparent', () => {
  const read = readLine(transparent, 'transparent')
  expect(read).toMatchObject({ record: { isTransparent: true }, errors: [], warnings: [] })
})
