import { expect, test } from 'vitest'
import { createTestProcess, runCommand } from '../testing/process.ts'

function setUp() {
  const process = createTestProcess()
  const server = process.state.server('s1')!.counters
  const frontend = process.frontend.counters
  server.totalSessions = frontend.totalSessions = 7
  server.maximumSessions = frontend.maximumSessions = 3
  return { process, read: () => [server, frontend].map((each) => [each.totalSessions, each.maximumSessions]) }
}

test.each([
  [
    'clear counters',
    'operator',
    [
      [7, 0],
      [7, 0],
    ],
    '',
  ],
  [
    'clear counters all',
    'admin',
    [
      [0, 0],
      [0, 0],
    ],
    '',
  ],
  [
    'clear counters all',
    'operator',
    [
      [7, 3],
      [7, 3],
    ],
    'Permission denied\n',
  ],
  [
    'clear counters server be/s1',
    'admin',
    [
      [0, 0],
      [7, 3],
    ],
    'Server counters cleared.\n',
  ],
  [
    'clear counters server be/zz',
    'admin',
    [
      [7, 3],
      [7, 3],
    ],
    'No such server.\n',
  ],
] as const)('%s as %s', async (line, level, expected, answer) => {
  const { process, read } = setUp()
  expect(await runCommand(process, line, level)).toBe(answer)
  expect(read()).toEqual(expected)
})
