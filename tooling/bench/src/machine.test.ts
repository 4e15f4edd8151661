import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { account, coreLists, findProgram, parseStat, processTree } from './machine.ts'

test('a stat line adds own time and that of children, whatever the name is', () => {
  const fields = ['S', ...Array.from({ length: 48 }, (_, index) => String(index + 4))]
  expect(parseStat(`12 (a ) b (c) ${fields.join(' ')}\n`)).toEqual({ ticks: 14 + 15 + 16 + 17, residentPages: 24 })
})

test.each([
  [1, null],
  [2, { proxy: '0', rest: '1' }],
  [8, { proxy: '0', rest: '1-7' }],
])('of %i cores the proxy gets one', (cores, expected) => {
  expect(coreLists(cores)).toEqual(expected)
})

test('a program that nobody has is not found', () => {
  expect(findProgram('sh')).toMatch(/\/sh$/)
  expect(findProgram('no-such-program-anywhere')).toBeNull()
})

const isLinux = process.platform === 'linux'

test.skipIf(!isLinux)(
  `a process is accounted with its children${isLinux ? '' : ' (skipped: needs Linux)'}`,
  async () => {
    // The shell waits for a child that has burnt at least 10 ms and then stays.
    const burn = `const end = process.cpuUsage().user + 60000; while (process.cpuUsage().user < end); console.log('burnt'); setInterval(() => {}, 1000)`
    const parent = spawn('sh', ['-c', `"$0" -e "$1"; true`, process.execPath, burn], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    try {
      await once(parent.stdout, 'data')
      const members = processTree(parent.pid!)
      expect(members.length).toBe(2)
      const { cpuUs, residentBytes } = account(parent.pid!)
      expect(cpuUs).toBeGreaterThanOrEqual(50_000)
      expect(residentBytes).toBeGreaterThan(10 << 20)
      for (const member of members.slice(1)) process.kill(member, 'SIGKILL')
    } finally {
      await once(parent, 'exit')
    }
  },
)
