import { expect, test } from 'vitest'
import { type Behaviour, complaints, failed, greet, passed, runCheck } from '../testing/check-fixture.ts'

/** Protocol 10, a version, and the rest of a greeting that is not looked at. */
const greeting = '\x0e\x00\x00\x00\x0a8.0.1-x\0abcde'

test.each<readonly [string, Behaviour | null, string]>([
  ['option mysql-check', greet(greeting), passed('Layer7 check passed, code: 0, info: "8.0.1-x"')],
  [
    'option mysql-check user foo',
    greet(greeting, '\x07\x00\x00\x02\x00\x00\x00\x02\x00\x00\x00'),
    passed('Layer7 check passed, code: 0, info: "8.0.1-x"'),
  ],
  [
    'option mysql-check user foo',
    greet(greeting, '\x0f\x00\x00\x02\xff\x15\x04#28000Denied'),
    failed('Layer7 wrong status, code: 1045, info: "#28000Denied"'),
  ],
  [
    'option mysql-check',
    greet('\x0a\x00\x00\x00\xff\x10\x04Too many'),
    failed('Layer7 wrong status, code: 1040, info: "Too many"'),
  ],
  ['option mysql-check user foo', greet('-ERR bad\r\n'), failed('Layer7 timeout')],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test.each([
  ['', `%\x00\x00\x01\x00\x82\x00\x00\x00\x80\x00\x01!${'\x00'.repeat(23)}foo\x00\x00`],
  ['post-41', `%\x00\x00\x01\x00\x82\x00\x00\x00\x80\x00\x01!${'\x00'.repeat(23)}foo\x00\x00`],
  ['post-80', `;\x00\x00\x01\x00\x82\x08\x00\x00\x80\x00\x01!${'\x00'.repeat(23)}foo\x00\x00mysql_native_password\x00`],
  ['pre-41', '\x09\x00\x00\x01\x00\x80\x00\x00\x01foo\x00'],
])('option mysql-check user foo %s logs in and quits', async (version, expected) => {
  const { received } = await runCheck(`option mysql-check user foo ${version}`, greet(''))
  expect(received).toBe(`${expected}\x01\x00\x00\x00\x01`)
})

test.each([
  ['foo', "'option mysql-check' expects 'user <username>' as argument."],
  ['user foo pre-40', "'option mysql-check' only supports 'pre-41', 'post-41' and 'post-80', but got 'pre-40'"],
])('option mysql-check %s is refused', (given, message) => {
  expect(complaints(`option mysql-check ${given}`)).toEqual([message])
})
