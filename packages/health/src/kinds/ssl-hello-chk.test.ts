import { expect, test } from 'vitest'
import { answer, type Behaviour, failed, greet, passed, runCheck, silent } from '../testing/check-fixture.ts'

test.each<readonly [string, Behaviour | null, string]>([
  ['option ssl-hello-chk', answer('\x16\x03\x00\x00\x02ab'), passed('Layer6 check passed')],
  ['option ssl-hello-chk', answer('\x15\x03\x00\x00\x02\x02\x28'), passed('Layer6 check passed')],
  ['option ssl-hello-chk', answer('-ERR bad\r\n'), failed('Layer6 invalid response')],
  ['option ssl-hello-chk', silent, failed('Layer6 timeout')],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test('it sends an SSL 3.0 ClientHello of consistent lengths', async () => {
  const { received } = await runCheck('option ssl-hello-chk', greet(''))
  const byte = (index: number): number => received.charCodeAt(index)
  expect([byte(0), byte(1), byte(2), byte(5), byte(9), byte(10)]).toEqual([0x16, 3, 0, 1, 3, 0])
  expect((byte(3) << 8) | byte(4)).toBe(received.length - 5)
  expect((byte(7) << 8) | byte(8)).toBe(received.length - 9)
  // No session, then the suites, then null compression.
  expect(byte(43)).toBe(0)
  expect(46 + ((byte(44) << 8) | byte(45)) + 2).toBe(received.length)
  expect(received.slice(-2)).toBe('\x01\x00')
})
