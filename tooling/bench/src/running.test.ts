import { expect, test } from 'vitest'
import { freePort } from './machine.ts'
import { start } from './running.ts'

const node = (script: string, ...given: string[]) => ({
  program: process.execPath,
  arguments: ['-e', script, ...given],
})

test('a server that accepts is running, and stops when told', async () => {
  const port = await freePort()
  const running = await start(
    node(`require('node:net').createServer().listen(process.argv[1], '127.0.0.1')`, String(port)),
    port,
  )
  expect(running.startupMs).toBeGreaterThan(0)
  process.kill(running.pid, 0)
  await running.stop()
  expect(() => process.kill(running.pid, 0)).toThrow('ESRCH')
})

test('a server that ends says its last line', async () => {
  const port = await freePort()
  await expect(
    start(node(`console.error('first'); console.error('no such file'); process.exit(3)`), port),
  ).rejects.toThrow('ended with 3: no such file')
})

test('a server that never accepts is given up and ended', async () => {
  await expect(start(node('setInterval(() => {}, 1000)'), await freePort(), 200)).rejects.toThrow(
    'did not accept within 0.2 s',
  )
})

test('a program that does not exist is an error', async () => {
  await expect(start({ program: '/no/such/program', arguments: [] }, await freePort())).rejects.toThrow('ENOENT')
})
