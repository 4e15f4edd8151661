/** Listeners of network interfaces and of addresses of other hosts. */
import { connect } from 'node:net'
import { libcState } from '@weir/os'
import { expect, test } from 'vitest'
import { freePort, isBuilt, startDaemon } from './daemon.ts'

const { reason } = libcState()
const needs = isBuilt ? reason : 'needs the built daemon'
const isRoot = process.getuid?.() === 0

const frontend = (lines: string): string => `
frontend f
    mode tcp
    timeout client 5s
    tcp-request content reject
${lines}`

/** What connecting says: `open`, or the system's name of the error. */
const knock = (port: number): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve('open'))
    socket.on('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? 'error'))
    socket.on('close', () => socket.destroy())
  })

test.skipIf(needs !== null)(
  `an interface takes connections, one that is not there is told ${needs ?? ''}`,
  async () => {
    const [first, second] = [await freePort(), await freePort()]
    const lines = `    bind 127.0.0.1:${first} interface lo\n    bind 127.0.0.1:${second} interface none0\n`
    await using daemon = await startDaemon(frontend(lines), { awaitPorts: [first, second] })
    expect(await knock(first)).toBe('open')
    expect(daemon.errors()).toContain(`the system does not take 'interface' for [127.0.0.1:${second}]`)
    expect(daemon.errors()).not.toContain(`[127.0.0.1:${first}]`)
  },
)

test.skipIf(needs !== null || !isRoot)(`transparent takes an address of another host ${needs ?? ''}`, async () => {
  const port = await freePort()
  const lines = `    bind 127.0.0.1:${port}\n    bind 192.0.2.1:${port} transparent\n`
  await using daemon = await startDaemon(frontend(lines), { awaitPorts: [port] })
  expect(await knock(port)).toBe('open')
  expect(daemon.errors()).not.toContain('192.0.2.1')
})
