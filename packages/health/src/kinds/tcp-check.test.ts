import { expect, test } from 'vitest'
import { type Behaviour, connectionRefused, failed, greet, passed, runCheck, silent } from '../testing/check-fixture.ts'

test.each<readonly [string, Behaviour | null, string]>([
  ['', silent, passed('Layer4 check passed')],
  ['', null, failed(`Layer4 connection problem, info: "${connectionRefused}"`)],
  ['option tcp-check', silent, passed('Layer4 check passed')],
  [
    'option tcp-check',
    null,
    failed(`Layer4 connection problem, info: "${connectionRefused} at initial connection step of tcp-check"`),
  ],
  ['option tcp-check\ntcp-check connect', silent, passed('Layer4 check passed, info: "(tcp-check)"')],
  ['option tcp-check\ntcp-check send PING', silent, passed('Layer7 check passed, code: 0, info: "(tcp-check)"')],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test('variables of the check live as long as it does', async () => {
  const lines = 'option tcp-check\ntcp-check set-var(check.x) str(hi)\ntcp-check send-lf %[var(check.x)]'
  expect((await runCheck(lines, greet(''))).received).toBe('hi')
})
