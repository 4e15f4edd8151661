import { readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { eventually, freePort, isBuilt, startDaemon } from './daemon.ts'
import { fetchText, startHttpServer } from './peers.ts'

const frame = (port: number, serverPort: number, global = ''): string => `
global
  stats socket "\${WEIR_TEST_DIRECTORY}/admin.sock" mode 600 level admin
${global}
defaults
  mode http
  timeout connect 2s
  timeout client 5s
  timeout server 5s
frontend f
  bind 127.0.0.1:${port}
  default_backend b
backend b
  server s 127.0.0.1:${serverPort}
`

describe.skipIf(!isBuilt)('processes', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the daemon by that signal', async (signal) => {
    const port = await freePort()
    await using daemon = await startDaemon(frame(port, 1), { awaitPorts: [port] })
    expect(await daemon.kill(signal)).toMatchObject({ status: null, signal })
  })

  test('SIGUSR1 lets requests under way finish, refuses others, then exits with 0', async () => {
    let answer: (() => void) | null = null
    await using server = await startHttpServer((_request, response) => {
      // Those that come before the signal has arrived are not in the way.
      if (answer === null) answer = () => response.end('late')
      else response.end('early')
    })
    const port = await freePort()
    await using daemon = await startDaemon(frame(port, server.port), { awaitPorts: [port] })
    const underWay = fetchText(port, '/')
    await eventually(() => server.requestCount() === 1)
    daemon.child.kill('SIGUSR1')
    await eventually(async () => (await fetchText(port, '/').catch(() => null)) === null)
    answer!()
    expect((await underWay).body).toBe('late')
    expect(await daemon.ended).toMatchObject({ status: 0 })
  })

  test('hard-stop-after bounds a soft stop', async () => {
    await using server = await startHttpServer(() => {})
    const port = await freePort()
    await using daemon = await startDaemon(frame(port, server.port, '  hard-stop-after 200ms'), { awaitPorts: [port] })
    const underWay = fetchText(port, '/')
    await eventually(() => server.requestCount() === 1)
    expect((await daemon.kill('SIGUSR1')).status).toBe(0)
    expect((await underWay).status).toBe(502)
  })

  test('a listener that cannot be bound stops the start with exit 1', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    const { port } = blocker.address() as { port: number }
    await using daemon = await startDaemon(frame(port, 1))
    const result = await daemon.ended
    blocker.close()
    expect(result.status).toBe(1)
    expect(result.errors).toMatch(
      /\[ALERT\].*Starting frontend f: cannot bind socket \(Address already in use\) \[127\.0\.0\.1:\d+\]/,
    )
  })

  test('listening sockets are taken from the parent through fd@N', async () => {
    await using server = await startHttpServer((_request, response) => response.end('inherited'))
    const listener = createServer()
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const { port } = listener.address() as { port: number }
    const { fd } = (listener as unknown as { _handle: { fd: number } })._handle
    const configuration = frame(port, server.port).replace(`bind 127.0.0.1:${port}`, 'bind "fd@$' + '{F}"')
    await using daemon = await startDaemon(configuration, { descriptors: [fd], environment: { F: '3' } })
    listener.close()
    expect((await fetchText(port, '/')).body).toBe('inherited')
    expect(daemon.errors()).not.toContain('ALERT')
  })

  test('-D returns 0 once the daemon serves, and -p holds its pid', async () => {
    await using server = await startHttpServer((_request, response) => response.end('daemon'))
    const port = await freePort()
    const pidFile = join(tmpdir(), `weir-test-${process.pid}-${port}.pid`)
    const words = ['-D', '-p', pidFile]
    await using parent = await startDaemon(frame(port, server.port).replace(/^ {2}stats socket.*$/m, ''), {
      arguments: words,
      isBackground: true,
    })
    expect((await parent.ended).status).toBe(0)
    const pid = Number(readFileSync(pidFile, 'latin1'))
    try {
      expect((await fetchText(port, '/')).body).toBe('daemon')
    } finally {
      process.kill(pid, 'SIGTERM')
      rmSync(pidFile, { force: true })
    }
  })

  test('the runtime socket answers while traffic flows', async () => {
    await using server = await startHttpServer((_request, response) => response.end('ok'))
    const port = await freePort()
    await using daemon = await startDaemon(frame(port, server.port), { awaitPorts: [port] })
    await fetchText(port, '/')
    const answer = await ask(join(daemon.directory, 'admin.sock'), 'show stat\n')
    const rows = answer.trim().split('\n')
    expect(rows[0]).toMatch(/^# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,/)
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 2).join('/'))).toEqual(['f/FRONTEND', 'b/s', 'b/BACKEND'])
  })

  test('no descriptor is left behind by a thousand requests', async () => {
    await using server = await startHttpServer((_request, response) => response.end('ok'))
    const port = await freePort()
    await using daemon = await startDaemon(frame(port, server.port), { awaitPorts: [port] })
    await fetchText(port, '/')
    const before = daemon.descriptorCount()
    for (let round = 0; round < 100; round++) {
      await Promise.all(Array.from({ length: 10 }, () => fetchText(port, '/', { connection: 'close' })))
    }
    await eventually(() => daemon.descriptorCount() <= before + 12)
    expect(readFileSync(`/proc/${daemon.pid}/status`, 'latin1')).toContain('State')
  })
})

function ask(path: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(path, () => socket.end(command))
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text
    })
    socket.once('end', () => resolve(answer))
    socket.once('error', reject)
  })
}
