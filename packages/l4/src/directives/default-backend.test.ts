import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { defaultBackend } from './default-backend.ts'

test.each([['default_backend be', { defaultBackend: { kind: 'backend', name: 'be' } }]])('%s', (line, expected) => {
  expect(readLine(defaultBackend, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['default_backend', 'expects <backend>']])('refuses %s', (line, message) => {
  expect(readLine(defaultBackend, line).errors[0]).toContain(message)
})
