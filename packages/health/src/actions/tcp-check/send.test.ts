import { expect, test } from 'vitest'
import { complaints, greet, runCheck } from '../../testing/check-fixture.ts'

test.each([
  ['send PING', 'PING'],
  ['send PING comment hello', 'PING'],
  ['send-lf %[int(7)]', '7'],
  ['send-binary 4f4b0d0a', 'OK\r\n'],
  ['send-binary-lf 4%[int(1)]', 'A'],
])('tcp-check %s', async (rule, expected) => {
  expect((await runCheck(`option tcp-check\ntcp-check ${rule}`, greet(''))).received).toBe(expected)
})

test('a format that gives no hexadecimal digits fails the check', async () => {
  const { log } = await runCheck('option tcp-check\ntcp-check send-binary-lf %[str(xyz)]', greet(''))
  expect(log).toContain('TCPCHK did not get hexadecimal digits to send')
})

test.each([
  ['tcp-check send', "'send' expects data as argument"],
  ['tcp-check send-binary 4f4', "'send-binary' expects an even number of hexadecimal digits, but got '4f4'"],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})
