import { expect, test } from 'vitest'
import { answer, type Behaviour, failed, greet, passed, runCheck } from '../testing/check-fixture.ts'

test.each<readonly [string, Behaviour | null, string]>([
  [
    'option ldap-check',
    answer('\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\x00\x04\x00\x04\x00'),
    passed('Layer7 check passed, code: 0, info: "Success"'),
  ],
  [
    'option ldap-check',
    answer('\x30\x81\x0c\x02\x01\x01\x61\x07\x0a\x01\x00\x04\x00\x04\x00'),
    passed('Layer7 check passed, code: 0, info: "Success"'),
  ],
  ['option ldap-check', answer('-ERR bad\r\n', true), failed('Layer7 invalid response, info: "Not LDAPv3 protocol"')],
  [
    'option ldap-check',
    answer('\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\x31\x04\x00\x04\x00'),
    failed('Layer7 wrong status, code: 49, info: "See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9"'),
  ],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test('it binds anonymously', async () => {
  const { received } = await runCheck('option ldap-check', greet(''))
  expect(received).toBe('0\x0c\x02\x01\x01`\x07\x02\x01\x03\x04\x00\x80\x00')
})
