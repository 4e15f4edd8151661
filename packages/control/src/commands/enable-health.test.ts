import { expect, test } from 'vitest'
import { createTestProcess, runCommand } from '../testing/process.ts'

test('pauses and resumes checks that are configured', async () => {
  const process = createTestProcess()
  const { check, agent } = process.state.server('s1')!
  expect(await runCommand(process, 'enable health be/s1')).toBe(
    'Health check was not configured on this server, cannot enable.\n',
  )
  expect(await runCommand(process, 'enable agent be/s1')).toBe(
    'Agent was not configured on this server, cannot enable.\n',
  )
  check.isConfigured = agent.isConfigured = true
  await runCommand(process, 'enable health be/s1; enable agent be/s1')
  expect([check.isEnabled, agent.isEnabled]).toEqual([true, true])
  await runCommand(process, 'disable health be/s1; disable agent be/s1')
  expect([check.isEnabled, agent.isEnabled]).toEqual([false, false])
})
