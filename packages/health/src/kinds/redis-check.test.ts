import { expect, test } from 'vitest'
import { answer, type Behaviour, failed, greet, passed, runCheck, silent } from '../testing/check-fixture.ts'

test.each<readonly [string, Behaviour | null, string]>([
  ['option redis-check', answer('+PONG\r\n'), passed('Layer7 check passed, code: 0, info: "Redis server is ok"')],
  ['option redis-check', answer('-ERR bad\r\n', true), failed('Layer7 wrong status, code: 0, info: "-ERR bad"')],
  ['option redis-check', silent, failed('Layer7 timeout')],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test('it sends a PING as an array', async () => {
  expect((await runCheck('option redis-check', greet(''))).received).toBe('*1\r\n$4\r\nPING\r\n')
})
