import { expect, test } from 'vitest'
import { flag, int, many, oneOf, optional, settings, text } from './parameter.ts'
import { callSignature, lineUsage } from './signature.ts'

test.each([
  [[], ''],
  [[int('a')], '(integer)'],
  [[int('a'), text('b'), optional(int('c'))], '(integer,string[,integer])'],
  [[optional(text('a')), optional(int('b'))], '([string,integer])'],
])('a call %#', (params, signature) => expect(callSignature(params)).toBe(signature))

test('a line', () => {
  const params = [
    text('name'),
    oneOf('mode', ['a', 'b']),
    optional(int('n')),
    flag('ssl'),
    settings({ weight: int('w'), check: null }),
    many(text('x')),
  ]
  expect(lineUsage('server', params)).toBe('server <name> { a | b } [n] [ssl] [weight <w>] [check] <x>*')
})
