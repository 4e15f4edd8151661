import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const module = join(import.meta.dirname, '../supervise.mjs')

/** A process that supervises a Node running `script`. */
const supervisor = (script: string, ...given: string[]): string[] => [
  '--input-type=module',
  '-e',
  `import { supervise } from '${module}'
supervise(process.execPath, ['-e', ${JSON.stringify(script)}, ...${JSON.stringify(given)}], ${JSON.stringify(tmpdir())})`,
]

test.each([
  ['a status', 'process.exit(3)', 3],
  ['success', '0', 0],
  ['a death by SIGKILL', "process.kill(process.pid, 'SIGKILL')", 137],
  ['a death by SIGTERM', "process.kill(process.pid, 'SIGTERM')", 143],
])('%s is passed on', (_name, script, expected) => {
  expect(spawnSync(process.execPath, supervisor(script)).status).toBe(expected)
})

test('arguments and the directory are the given ones', () => {
  const { stdout } = spawnSync(
    process.execPath,
    supervisor('console.log(process.cwd(), process.argv.slice(1).join())', 'a b', 'c'),
  )
  expect(stdout.toString()).toBe(`${tmpdir()} a b,c\n`)
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGTTOU'] as const)(
  '%s is passed on',
  async (signal) => {
    const script = `process.on('${signal}', () => { console.log('got it'); process.exit(9) }); setInterval(() => {}, 1000); console.log('ready')`
    const child = spawn(process.execPath, supervisor(script), { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    child.kill(signal)
    expect(await ended).toEqual([9, null])
  },
)

test('a program that cannot be run is an error', () => {
  const { status, stderr } = spawnSync(process.execPath, [
    '--input-type=module',
    '-e',
    `import { supervise } from '${module}'; supervise('/no/such', [], '/')`,
  ])
  expect(stderr.toString()).toContain('cannot run /no/such')
  expect(status).toBe(1)
})
