import { expect, test } from 'vitest'
import { expandVariables } from './expand-variables.ts'

test.each([
  ['$PORT', '80'],
  ['10.0.0.1:$PORT', '10.0.0.1:80'],
  [`\${PORT}80`, '8080'],
  ['$NOBODY:$PORT', ':80'],
  ['a$', 'a$'],
  ['plain', 'plain'],
])('%s is %s', (text, expected) => {
  expect(expandVariables(text, { variable: (name) => (name === 'PORT' ? '80' : undefined) })).toBe(expected)
})

test('without variables there is nothing to put in', () => expect(expandVariables('$PORT:1', {})).toBe(':1'))
