import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { stickiness } from './stick.ts'

test.each([
  ['stick', true],
  ['non-stick', false],
])('%s', (name, isSticky) => {
  const keyword = stickiness.find((word) => word.name === name)!
  expect(readLine(keyword, name)).toMatchObject({ record: { isSticky }, errors: [] })
})
