import { expect, test } from 'vitest'
import type { ProgramCall, ProgramEnd } from '../program.ts'
import { failed, passed, runCheck } from '../testing/check-fixture.ts'

const lines = 'option external-check\nexternal-check command /bin/check\nexternal-check path /usr/bin:/bin'

// The words are HAProxy's.
test.each<readonly [string, ProgramEnd | null, string]>([
  ['status 0', { status: 0 }, passed('External check passed, code: 0')],
  ['status 3', { status: 3 }, failed('External check error, code: 3')],
  ['a signal', { status: -1 }, failed('External check error, code: -1')],
  ['no end', null, failed('External check timeout, code: 0')],
  ['no program', { problem: 'ENOENT' }, failed('Socket error, info: "ENOENT"')],
])('%s', async (_, end, log) => {
  const calls: ProgramCall[] = []
  let killed = 0
  const result = await runCheck(lines, null, {
    runProgram: (clock) => (call, onEnd) => {
      calls.push(call)
      if (end !== null) clock.schedule(10, () => onEnd(end))
      return { kill: () => void killed++ }
    },
  })
  expect(result).toMatchObject({ log, sinkErrors: [] })
  expect(calls[0]).toMatchObject({ command: '/bin/check', path: '/usr/bin:/bin', server: { name: 's1' } })
  expect(killed > 0).toBe(end === null)
})

test('without leave to run programs nothing is run', async () => {
  expect(await runCheck(lines, null)).toMatchObject({ log: failed('Socket error, info: "no program may be run"') })
})
