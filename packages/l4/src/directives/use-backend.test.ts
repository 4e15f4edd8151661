import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { useBackend } from './use-backend.ts'

test.each([
  ['use_backend be if { src 10.0.0.1 }', { target: { kind: 'backend', name: 'be' }, condition: { polarity: 'if' } }],
  ['use_backend be', { target: { name: 'be' }, condition: null }],
  ['use_backend b_%[src] unless TRUE', { target: { text: 'b_%[src]' }, condition: { polarity: 'unless' } }],
  ['use_backend b%{+X}o', { target: { kind: 'backend', name: 'b%{+X}o' } }],
  ['use_backend %%%{+X}o', { target: { kind: 'backend', name: '%%%{+X}o' } }],
  ['use_backend %%', { target: { kind: 'backend', name: '%%' } }],
  ['use_backend %%x', { target: { kind: 'backend', name: '%%x' } }],
  ['use_backend b%%x', { target: { text: 'b%%x' } }],
  ['use_backend b%%', { target: { text: 'b%%' } }],
])('%s', (line, expected) => {
  expect(readLine(useBackend, line)).toMatchObject({ record: { useBackend: [expected] }, errors: [] })
})

test('refuses a line without a backend', () => {
  expect(readLine(useBackend, 'use_backend').errors).toEqual(["'use_backend' expects <backend>"])
})
