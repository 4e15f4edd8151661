import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { cc } from './cc.ts'

test('names an algorithm', () => {
  expect(readLine(cc, 'cc bbr')).toMatchObject({ record: { congestionControl: 'bbr' }, errors: [] })
  expect(readLine(cc, 'cc').errors).toHaveLength(1)
})
