import { expect, test } from 'vitest'
import { countTests, runGuards } from '../verdict.mjs'

const report = (...files: { status: string; tests: string[] }[]) => ({
  testResults: files.map(({ status, tests }, index) => ({
    name: `${index}.test.ts`,
    status,
    assertionResults: tests.map((status) => ({ status })),
  })),
})

test.each([
  ['all good', report({ status: 'passed', tests: ['passed', 'passed'] }), true, 2, 0, []],
  ['one failure', report({ status: 'failed', tests: ['passed', 'failed'] }), false, 1, 1, []],
  ['a file that cannot be loaded', report({ status: 'failed', tests: [] }), false, 0, 1, ['FAILED 0.test.ts']],
  ['skipped tests', report({ status: 'passed', tests: ['passed', 'pending', 'todo'] }), true, 1, 0, ['2 skipped']],
  [
    'an unhandled rejection',
    report({ status: 'passed', tests: ['passed'] }),
    false,
    1,
    1,
    ['vitest failed outside of the tests: see above'],
  ],
  ['no report', null, false, 0, 1, ['vitest left no report']],
])('%s', (_name, given, isOk, passed, failed, notes) => {
  expect(countTests(given, isOk)).toEqual({ passed, failed, notes })
})

test('a group of guards ends before the next one starts, and what failed is shown', async () => {
  const order: string[] = []
  const lines: string[] = []
  const run = async (command: string[]) => {
    order.push(`start ${command[0]}`)
    await Promise.resolve()
    order.push(`end ${command[0]}`)
    return { isOk: command[0] !== 'b', output: `said by ${command[0]}\n` }
  }
  const guard = (name: string) => ({ name, command: [name] })
  const totals = await runGuards([[guard('a'), guard('b')], [guard('c')]], run, (line: string) => lines.push(line))
  expect(totals).toEqual({ passed: 2, failed: 1 })
  expect(order.indexOf('start c')).toBeGreaterThan(order.indexOf('end a'))
  expect(order.indexOf('start c')).toBeGreaterThan(order.indexOf('end b'))
  expect(lines.map((line) => line.replace(/\(.*\)/, '').trim())).toEqual([
    'ok     a',
    'FAILED b',
    'said by b',
    'ok     c',
  ])
})
