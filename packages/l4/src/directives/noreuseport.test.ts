import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { noreuseport } from './noreuseport.ts'

test('ports are shared unless it is set', () => {
  expect(noreuseport.options.create()).toMatchObject({ reusesPorts: true })
  expect(readLine(noreuseport, 'noreuseport')).toMatchObject({
    record: { reusesPorts: false },
    errors: [],
    warnings: [],
  })
})

test('refuses an argument', () => {
  expect(readLine(noreuseport, 'noreuseport on').errors).toHaveLength(1)
})
