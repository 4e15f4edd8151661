import { expect, test } from 'vitest'
import { checkDialogue } from '../testing/answers.ts'
import { createTestProcess, runCommand } from '../testing/process.ts'
import { openTestStream } from '../testing/stream.ts'

checkDialogue('refuses what is not there', [
  ['shutdown session', "Session pointer expected (use 'show sess').\n"],
  ['shutdown session 0x1', "No such session (use 'show sess').\n"],
  ['shutdown sessions server', "Require 'backend/server'.\n"],
  ['shutdown sessions server be/zz', 'No such server.\n'],
])

test('ends one stream, or all of a server', async () => {
  const process = createTestProcess()
  const ended: string[] = []
  process.state.server('s1')!.sessions.add({ terminate: (reason) => ended.push(reason) })
  await runCommand(process, 'shutdown sessions server be/s1')
  expect(ended).toEqual(['K'])
  const stream = await openTestStream(process)
  expect(await runCommand(process, 'shutdown session 0x1')).toBe('')
  expect(stream.ended).toBe('K')
})
