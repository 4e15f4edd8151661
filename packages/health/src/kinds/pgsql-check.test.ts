import { expect, test } from 'vitest'
import {
  answer,
  type Behaviour,
  complaints,
  failed,
  greet,
  passed,
  runCheck,
  silent,
} from '../testing/check-fixture.ts'

test.each<readonly [string, Behaviour | null, string]>([
  [
    'option pgsql-check user foo',
    answer('R\x00\x00\x00\x0c\x00\x00\x00\x05salt'),
    passed('Layer7 check passed, code: 0, info: "PostgreSQL server is ok"'),
  ],
  [
    'option pgsql-check user foo',
    answer('-ERR bad\r\n'),
    failed('Layer7 wrong status, code: 0, info: "PostgreSQL unknown error"'),
  ],
  [
    'option pgsql-check user foo',
    answer('E\x00\x00\x00\x18SFATAL\0Mno such role\0\0'),
    failed('Layer7 invalid response, info: "FATAL"'),
  ],
  ['option pgsql-check user foo', silent, failed('Layer7 timeout')],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test('it starts a session of protocol 3.0', async () => {
  const { received } = await runCheck('option pgsql-check user foo', greet(''))
  expect(received).toBe('\x00\x00\x00\x12\x00\x03\x00\x00user\x00foo\x00\x00')
})

test('a user is required', () => {
  expect(complaints('option pgsql-check foo')).toEqual(["'option pgsql-check' expects 'user <username>' as argument."])
})
