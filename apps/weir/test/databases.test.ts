/**
 * Configurations as operators run them, from `fixtures/configs`, on loopback: the test maps their addresses to its own
 * and takes out what names a machine. Databases are real ones where `redis-server` is installed.
 */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { eventually, freePort, isBuilt, startDaemon } from './daemon.ts'
import { fetchText, startHttpServer, startTcpServer } from './peers.ts'

const run = promisify(execFile)
const hasRedis = ['redis-server', 'redis-cli'].every((name) => spawnSync(name, ['--version']).status === 0)

/** The text of a fixture with each of its addresses replaced. Throws when one is not in it. */
function fixture(name: string, replaced: Readonly<Record<string, string>>): string {
  let text = readFileSync(new URL(`./fixtures/configs/${name}.cfg`, import.meta.url), 'utf8')
  for (const [from, to] of Object.entries(replaced)) {
    if (!text.includes(from)) throw new Error(`'${name}.cfg' lacks '${from}'`)
    text = text.replaceAll(from, to)
  }
  return text
}

/** Enough to see both of two servers, which are drawn at random where nothing else is said. */
const drawCount = 30

const at = (port: number): string => `127.0.0.1:${port}`

const startNamed = (name: string) =>
  startHttpServer((request, response) => response.end(`${name} ${request.headers.host} ${request.url}`))

interface Redis extends AsyncDisposable {
  readonly port: number
  stop(): Promise<void>
  restart(): Promise<void>
}

/** A database that keeps nothing on disk and knows its own name. */
async function startRedis(name: string): Promise<Redis> {
  const port = await freePort()
  let child: ChildProcess | null = null
  const start = async (): Promise<void> => {
    const words = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--daemonize',
      'no',
    ]
    child = spawn('redis-server', words, { stdio: 'ignore' })
    await eventually(async () => (await askRedis(port, 'set', 'name', name)) === 'OK')
  }
  const stop = async (): Promise<void> => {
    const ending = child
    if (ending === null) return
    child = null
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill('SIGKILL')
    await ended
  }
  await start()
  return { port, stop, restart: start, [Symbol.asyncDispose]: stop }
}

/** What `redis-cli` prints; its complaint when it fails. */
async function askRedis(port: number, ...words: string[]): Promise<string> {
  try {
    return (await run('redis-cli', ['-p', String(port), ...words])).stdout.trim()
  } catch (error) {
    return String((error as { stderr?: string }).stderr)
  }
}

/** The different answers to `count` questions, in order of the alphabet. */
async function answersOf(count: number, ask: () => Promise<string>): Promise<string[]> {
  const answers = new Set<string>()
  for (let index = 0; index < count; index++) answers.add(await ask())
  return [...answers].sort()
}

describe.skipIf(!isBuilt)('configurations as they are run', () => {
  test.skipIf(!hasRedis)('l4-databases: redis behind one address (needs redis-server)', async () => {
    await using first = await startRedis('db1')
    await using second = await startRedis('db2')
    const port = await freePort()
    const text = fixture('l4-databases', {
      'bind :3306': `bind ${at(port)}`,
      '192.168.0.10:3306': at(first.port),
      '192.168.0.11:3306': at(second.port),
    })
    await using _daemon = await startDaemon(text, { awaitPorts: [port] })
    expect(await answersOf(drawCount, () => askRedis(port, 'get', 'name'))).toEqual(['db1', 'db2'])
    const value = 'x'.repeat(100_000)
    expect(await askRedis(port, 'eval', `return string.rep('x', ${value.length})`, '0')).toBe(value)
  })

  test.skipIf(!hasRedis)(
    'postgres-l4: traffic leaves a database that stops, and comes back (needs redis-server)',
    async () => {
      await using first = await startRedis('db1')
      await using second = await startRedis('db2')
      await using third = await startRedis('db3')
      const port = await freePort()
      const text = fixture('postgres-l4', {
        '    chroot /var/lib/haproxy\n': '',
        // More than a machine for tests may open.
        'maxconn 50000': 'maxconn 500',
        '    user infrarunbook-admin\n': '',
        '    group infrarunbook-admin\n': '',
        '/run/haproxy/admin.sock': '"$' + '{WEIR_TEST_DIRECTORY}/admin.sock"',
        '10.10.10.10:5432': at(port),
        '10.10.10.21:5432': at(first.port),
        '10.10.10.22:5432': at(second.port),
        '10.10.10.23:5432': at(third.port),
        'inter 3s': 'inter 500ms',
      })
      await using _daemon = await startDaemon(text, { awaitPorts: [port] })
      const names = (): Promise<string[]> => answersOf(6, () => askRedis(port, 'get', 'name'))
      expect(await names()).toEqual(['db1', 'db2', 'db3'])
      await second.stop()
      await eventually(async () => (await names()).join() === 'db1,db3')
      await second.restart()
      await eventually(async () => (await names()).join() === 'db1,db2,db3')
    },
    40_000,
  )

  test('l7-web: requests go to both servers', async () => {
    await using first = await startNamed('s1')
    await using second = await startNamed('s2')
    const port = await freePort()
    const text = fixture('l7-web', {
      'bind :80': `bind ${at(port)}`,
      '192.168.0.10:3000': at(first.port),
      '192.168.0.11:3000': at(second.port),
    })
    await using _daemon = await startDaemon(text, { awaitPorts: [port] })
    const before = first.requestCount() + second.requestCount()
    const bodies = await answersOf(drawCount, async () => (await fetchText(port, '/page', { host: 'site' })).body)
    expect(bodies).toEqual(['s1 site /page', 's2 site /page'])
    expect(first.requestCount() + second.requestCount() - before).toBe(drawCount)
  })

  test('path-routing: the path chooses the backend', async () => {
    await using web = await startNamed('web')
    await using blog = await startNamed('blog')
    const port = await freePort()
    // The fixture is a part of a file: the backends that it names stand elsewhere.
    const backends = `
backend blog-backend
  mode http
  server s ${at(blog.port)}
backend web-backend
  mode http
  server s ${at(web.port)}
`
    const text = fixture('path-routing', { 'bind *:80': `bind ${at(port)}` }) + backends
    await using _daemon = await startDaemon(text, { awaitPorts: [port] })
    expect((await fetchText(port, '/blog/1', { host: 'h' })).body).toBe('blog h /blog/1')
    expect((await fetchText(port, '/other', { host: 'h' })).body).toBe('web h /other')
  })

  test('vhosts-dynamic-backend: the host names the backend, and an unknown one finds none', async () => {
    await using first = await startNamed('test1')
    await using second = await startNamed('test2')
    const port = await freePort()
    const text = fixture('vhosts-dynamic-backend', {
      'bind :80': `bind ${at(port)}`,
      '2601:40e:69:69:0:0:0:feed:80': at(first.port),
      '2601:40e:69:69:0:0:0:beef:80': at(second.port),
    })
    await using _daemon = await startDaemon(text, { awaitPorts: [port] })
    const get = (host: string) => fetchText(port, '/', { host })
    expect((await get('test1.apalrd.net')).body).toBe('test1 test1.apalrd.net /')
    expect((await get('TEST2.apalrd.net:8080')).body).toBe('test2 TEST2.apalrd.net:8080 /')
    expect((await get('test3.apalrd.net')).status).toBe(503)
  })

  test('mixed-modes: HTTP and a database in one process, each with its checks', async () => {
    await using first = await startNamed('web-01')
    await using second = await startNamed('web-02')
    await using primary = await startTcpServer((socket) => socket.end('primary'))
    await using replica = await startTcpServer((socket) => socket.end('replica'))
    const [port, databasePort] = [await freePort(), await freePort()]
    const text = fixture('mixed-modes', {
      // Without TLS, which has its own tests.
      '10.10.10.10:443 ssl crt /etc/haproxy/certs/solvethenetwork.com.pem alpn h2,http/1.1': at(port),
      '10.10.10.31:8080': at(first.port),
      '10.10.10.32:8080': at(second.port),
      '10.10.10.10:3306': at(databasePort),
      '10.10.10.61:3306': at(primary.port),
      '10.10.10.62:3306': at(replica.port),
      'inter 5s': 'inter 500ms',
    })
    await using _daemon = await startDaemon(text, { awaitPorts: [port, databasePort] })
    const webNames = (): Promise<string[]> =>
      answersOf(4, async () => (await fetchText(port, '/', { host: 'h' })).body.split(' ')[0]!)
    const databaseNames = (): Promise<string[]> =>
      answersOf(2, async () => (await readAll(databasePort).catch(() => 'cut')) || 'empty')
    expect(await webNames()).toEqual(['web-01', 'web-02'])
    expect(await databaseNames()).toEqual(['primary'])
    await first.stop()
    await primary.stop()
    await eventually(async () => (await webNames()).join() === 'web-02')
    await eventually(async () => (await databaseNames()).join() === 'replica')
    await first.restart()
    await primary.restart()
    await eventually(async () => (await webNames()).join() === 'web-01,web-02')
    await eventually(async () => (await databaseNames()).join() === 'primary')
  }, 40_000)
})

/** What a server that speaks first has to say. */
function readAll(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1')
    socket.setEncoding('latin1').on('data', (more: string) => {
      text += more
    })
    socket.once('end', () => resolve(text))
    socket.once('error', reject)
  })
}
