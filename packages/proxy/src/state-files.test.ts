import { expect, test } from 'vitest'
import { parseStateFile } from './state-files.ts'

const line = (name: string, rest = '2 0 5 10 100 6 3 4 6 0 0 0 - 80 - 0 0 - - 0') => `3 be 1 ${name} 192.0.2.1 ${rest}`

test('reads what a command has written', () => {
  const { servers, problem } = parseStateFile(`1\n# be_id be_name …\n${line('a')}\n${line('b')}\n`)
  expect(problem).toBeNull()
  expect([...servers.keys()]).toEqual(['be/a', 'be/b'])
  expect(servers.get('be/a')).toEqual({
    address: '192.0.2.1',
    operational: 2,
    adminFlags: 0,
    userWeight: 5,
    initialWeight: 10,
    seconds: 100,
    checkStatus: 6,
    port: 80,
  })
})

test.each([
  ['', "can't get version", 0],
  ['2\n', "can't get version", 0],
  [`1\n${line('a')}\n3 be 1 b 192.0.2.1 2\n${line('c')}`, 'corrupted at line 3', 1],
  [`1\n${line('a', 'x 0 5 10 100 6 3 4 6 0 0 0 - 80 - 0 0 - - 0')}`, 'corrupted at line 2', 0],
])('ends at what it cannot read: %j', (text, problem, count) => {
  const found = parseStateFile(text)
  expect([found.problem, found.servers.size]).toEqual([problem, count])
})
