import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Daemon, eventually, freePort, isBuilt, startDaemon } from './daemon.ts'

const defaults = `defaults
  mode http
  timeout client 10s
  timeout server 10s
  timeout connect 5s
`
const answering = (port: number, text: string): string => `${defaults}
frontend f
  bind 127.0.0.1:${port}
  http-request return status 200 content-type text/plain string ${text}
`

/** What a new connection is answered, or the name of the error. */
function ask(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('connect', () => socket.end('GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'))
    socket.on('data', (data) => {
      text += data.toString('latin1')
    })
    socket.on('close', () => resolve(text.slice(text.indexOf('\r\n\r\n') + 4)))
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
  })
}

const workersOf = (daemon: Daemon): number[] =>
  readFileSync(`/proc/${daemon.pid}/task/${daemon.pid}/children`, 'latin1').trim().split(' ').map(Number)

const count = (daemon: Daemon, text: string): number => daemon.errors().split(text).length - 1

describe.skipIf(!isBuilt)('the master of -W', () => {
  async function start(configuration: string, port: number, words: readonly string[] = []): Promise<Daemon> {
    const daemon = await startDaemon(configuration, { arguments: ['-W', ...words], awaitPorts: [port] })
    await eventually(() => count(daemon, 'Loading success.') === 1)
    return daemon
  }

  test('reloads while connections come, and loses none', async () => {
    const port = await freePort()
    await using daemon = await start(answering(port, 'first'), port)
    let isOver = false
    const answers = new Map<string, number>()
    const clients = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        const answer = await ask(port)
        answers.set(answer, (answers.get(answer) ?? 0) + 1)
      }
    })
    for (const [round, signal] of (['SIGUSR2', 'SIGHUP', 'SIGUSR2'] as const).entries()) {
      writeFileSync(join(daemon.directory, 'test.cfg'), answering(port, `round${round}`))
      daemon.child.kill(signal)
      await eventually(() => count(daemon, 'Loading success.') === round + 2)
      await eventually(() => answers.has(`round${round}`))
      await eventually(() => count(daemon, 'Former worker') === round + 1)
    }
    isOver = true
    await Promise.all(clients)
    expect([...answers.keys()].sort()).toEqual(['first', 'round0', 'round1', 'round2'])
    expect(workersOf(daemon)).toHaveLength(1)
  })

  test('binds what is new, and lets go of what is no longer named', async () => {
    const [first, second] = [await freePort(), await freePort()]
    await using daemon = await start(answering(first, 'a'), first)
    writeFileSync(join(daemon.directory, 'test.cfg'), answering(second, 'b'))
    daemon.child.kill('SIGUSR2')
    await eventually(() => count(daemon, 'Former worker') === 1)
    expect([await ask(first), await ask(second)]).toEqual(['ECONNREFUSED', 'b'])
    writeFileSync(join(daemon.directory, 'test.cfg'), answering(first, 'c'))
    daemon.child.kill('SIGUSR2')
    await eventually(() => count(daemon, 'Former worker') === 2)
    expect([await ask(first), await ask(second)]).toEqual(['c', 'ECONNREFUSED'])
  })

  test('keeps the runtime socket in its place', async () => {
    const port = await freePort()
    const configuration = `global\n  stats socket "\${WEIR_TEST_DIRECTORY}/stats" level admin\n${answering(port, 'a')}`
    await using daemon = await start(configuration, port)
    const pid = (): Promise<string> =>
      new Promise((resolve, reject) => {
        let text = ''
        const socket = connect(join(daemon.directory, 'stats'))
        socket.on('data', (data) => {
          text += data.toString('latin1')
        })
        socket.on('close', () => resolve(/^Pid: (\d+)$/m.exec(text)?.[1] ?? text))
        socket.on('error', reject)
        socket.end('show info\n')
      })
    const before = await pid()
    daemon.child.kill('SIGUSR2')
    await eventually(() => count(daemon, 'Former worker') === 1)
    const after = await pid()
    expect([before === after, Number(after)]).toEqual([false, workersOf(daemon)[0]])
  })

  test('stays with its worker when a reload fails', async () => {
    const port = await freePort()
    await using daemon = await start(answering(port, 'a'), port)
    const before = workersOf(daemon)
    writeFileSync(join(daemon.directory, 'test.cfg'), `${answering(port, 'b')}  nonsense\n`)
    daemon.child.kill('SIGUSR2')
    await eventually(() => /Failed to load worker \(\d+\) exited with code 1/.test(daemon.errors()))
    expect(daemon.errors()).toContain("unknown keyword 'nonsense'")
    expect([await ask(port), workersOf(daemon)]).toEqual(['a', before])
    // An address that another process holds.
    const taken = createServer().listen(0, '127.0.0.1')
    await eventually(() => taken.listening)
    const { port: takenPort } = taken.address() as { port: number }
    writeFileSync(join(daemon.directory, 'test.cfg'), `${answering(port, 'b')}  bind 127.0.0.1:${takenPort}\n`)
    daemon.child.kill('SIGUSR2')
    await eventually(() => count(daemon, 'Failed to load worker') === 2)
    taken.close()
    expect([await ask(port), workersOf(daemon)]).toEqual(['a', before])
    daemon.child.kill('SIGUSR2')
    await eventually(() => count(daemon, 'Former worker') === 1)
    expect(await ask(port)).toBe('b')
  })

  test.each([
    ['SIGTERM', 0],
    ['SIGINT', 130],
    ['SIGUSR1', 0],
  ] as const)('%s ends all with %i', async (signal, status) => {
    const port = await freePort()
    await using daemon = await start(answering(port, 'a'), port)
    const [worker] = workersOf(daemon)
    expect((await daemon.kill(signal)).status).toBe(status)
    expect(() => process.kill(worker!, 0)).toThrow('ESRCH')
    expect(daemon.errors()).toContain(`All workers exited. Exiting... (${status})`)
  })

  test('ends with a worker that is killed', async () => {
    const port = await freePort()
    await using daemon = await start(answering(port, 'a'), port)
    process.kill(workersOf(daemon)[0]!, 'SIGKILL')
    expect((await daemon.ended).status).toBe(137)
    expect(daemon.errors()).toContain('exit-on-failure: killing every processes with SIGTERM')
  })

  test('goes on without one when it is told to, until the next reload', async () => {
    const port = await freePort()
    const configuration = `global\n  master-worker no-exit-on-failure\n${answering(port, 'a')}`
    await using daemon = await start(configuration, port)
    process.kill(workersOf(daemon)[0]!, 'SIGKILL')
    await eventually(() => daemon.errors().includes('exited with code 137 (Killed)'))
    daemon.child.kill('SIGUSR2')
    await eventually(() => count(daemon, 'Loading success.') === 2)
    expect(await ask(port)).toBe('a')
  })

  test('ends when its first worker cannot start', async () => {
    await using daemon = await startDaemon('frontend f\n  nonsense\n', { arguments: ['-W'] })
    expect((await daemon.ended).status).toBe(1)
    expect(daemon.errors()).toMatch(/unknown keyword 'nonsense'(?:.|\n)*Failed to load worker/)
  })

  test('takes its worker along when it is killed itself', async () => {
    const port = await freePort()
    await using daemon = await start(answering(port, 'a'), port)
    const [worker] = workersOf(daemon)
    daemon.child.kill('SIGKILL')
    await eventually(async () => (await ask(port)) === 'ECONNREFUSED')
    await eventually(() => {
      try {
        process.kill(worker!, 0)
        return false
      } catch {
        return true
      }
    })
  })

  test('writes its own pid', async () => {
    const port = await freePort()
    const directory = mkdtempSync(join(tmpdir(), 'weir-master-'))
    const file = join(directory, 'pid')
    await using daemon = await start(answering(port, 'a'), port, ['-p', file])
    expect(readFileSync(file, 'latin1')).toBe(`${daemon.pid}\n`)
    rmSync(directory, { recursive: true })
  })

  test('ends workers that have survived too many reloads', async () => {
    const port = await freePort()
    const configuration = `global\n  mworker-max-reloads 1\n${defaults}
frontend f
  bind 127.0.0.1:${port}
  http-request wait-for-body time 60s
  http-request return status 200
`
    await using daemon = await start(configuration, port)
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n')
    const [first] = workersOf(daemon)
    await once(socket, 'connect')
    for (const round of [2, 3]) {
      daemon.child.kill('SIGUSR2')
      await eventually(() => count(daemon, 'Loading success.') === round)
    }
    await eventually(() => daemon.errors().includes(`Former worker (${first}) exited with code`))
    socket.destroy()
  })
})
