import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { globalMaxconn, maxconn } from './maxconn.ts'

test('limits a frontend', () => {
  expect(readLine(maxconn, 'maxconn 5')).toMatchObject({ record: { maxConnections: 5 }, errors: [], warnings: [] })
})

test('limits the process', () => {
  expect(readLine(globalMaxconn, 'maxconn 5').record.maxConnections).toBe(5)
  expect(readLine(globalMaxconn, 'maxconn').errors[0]).toContain('expects <number>')
})
