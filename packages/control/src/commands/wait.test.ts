import { adminFlags } from '@weir/balance'
import { expect, test } from 'vitest'
import { checkDialogue } from '../testing/answers.ts'
import { createTestProcess, openSession } from '../testing/process.ts'

checkDialogue('refuses what it cannot wait for', [
  ['wait', 'Expects a duration in milliseconds.\n'],
  ['wait x', "Invalid duration: 'x'.\n"],
  ['wait -h', /^Usage: wait /],
  ['wait 1s foo', /^Usage: wait /],
  ['wait 1s srv-removable be/zz', 'Failed. No such server.\n'],
])

test('sleeps, and is ended by a key', async () => {
  const process = createTestProcess()
  const client = await openSession(process, { timeoutMs: 1000 })
  client.send('wait 5s; echo done\n')
  process.clock.advance(4999)
  expect(client.take()).toBe('')
  process.clock.advance(1)
  expect(client.take()).toBe('\ndone\n\n')
  const other = await openSession(process)
  other.send('wait 5s\n')
  other.send('\n')
  expect(other.take()).toMatch(/^\n/)
})

test('waits until a server can be removed', async () => {
  const process = createTestProcess()
  const client = await openSession(process)
  client.send('wait 5s srv-removable be/s1\n')
  process.clock.advance(1000)
  expect(client.take()).toBe('')
  process.state.setAdmin(process.state.server('s1')!, adminFlags.forcedMaintenance, 0, null)
  process.clock.advance(100)
  expect(client.take()).toBe('Done.\n\n')
})

test('gives up when the time is over', async () => {
  const process = createTestProcess()
  const client = await openSession(process)
  client.send('wait 100 srv-removable be/s1\n')
  process.clock.advance(200)
  expect(client.take()).toBe('Wait delay expired.\n\n')
})
