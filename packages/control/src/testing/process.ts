import { BackendState, balanceBundle, defaultHashSettings, ResponseCounters } from '@weir/balance'
import { testServerSettings } from '@weir/balance/testing'
import { createRandom, parseIpAddress, RateCounter, VirtualClock } from '@weir/base'
import { OptionsStore } from '@weir/keyword'
import { Backend, Engine, Frontend, Listener, MemoryNetwork, resolveTimeouts, timeoutOptions } from '@weir/l4'
import { createLogCounters, LogRing } from '@weir/log'
import { PatternRegistry, VariableStore } from '@weir/sample'
import { CommandSession } from '../cli/session.ts'
import type { RuntimeCommand } from '../command.ts'
import { commands } from '../commands/index.ts'
import type { HttpFrontendCounters, ProcessView, ProxyView } from '../process-view.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** A process at rest for tests: frontends `fe` (HTTP) and `tf` (TCP), backends `be` with s1, s2, s3 and `tb` with t1. */
export interface TestProcess {
  readonly clock: VirtualClock
  readonly network: MemoryNetwork
  readonly view: Mutable<ProcessView>
  readonly frontend: Frontend
  readonly state: BackendState
  readonly http: Mutable<HttpFrontendCounters>
  readonly patterns: PatternRegistry
  readonly ring: LogRing
}

const loopback = (port: number) => ({ kind: 'ip', address: parseIpAddress('127.0.0.1')!, port }) as const

export function createTestProcess(): TestProcess {
  const clock = new VirtualClock(Date.UTC(2026, 10, 21, 10, 0, 0))
  const random = createRandom(1)
  const network = new MemoryNetwork(clock)
  const engine = new Engine({ clock, random, network, maxConnections: 100, processId: 4711, hostName: 'host' })
  const timeouts = resolveTimeouts(timeoutOptions.create())
  const algorithm = balanceBundle.algorithms!.find(({ name }) => name === 'roundrobin')!
  const createAlgorithm = algorithm.create([], null as never) as (site: unknown) => never

  const createBackend = (name: string, id: number, servers: Parameters<typeof testServerSettings>[1][]): Backend => {
    const state = new BackendState(
      {
        id,
        name,
        guid: null,
        options: new OptionsStore(),
        usesAllBackups: false,
        persistsOnDown: false,
        redispatches: false,
        fullconn: 10,
      },
      { clock, random },
    )
    for (const [index, given] of servers.entries()) {
      const port = 5671 + index
      state.addServer(testServerSettings(index, { address: loopback(port), port, ...given }), new OptionsStore())
    }
    state.setAlgorithm(createAlgorithm({ random, hash: defaultHashSettings }))
    return new Backend(engine, { state, id, mode: name === 'be' ? 'http' : 'tcp', timeouts })
  }
  const createFrontend = (name: string, id: number, mode: 'tcp' | 'http', ports: readonly number[]): Frontend => {
    const frontend = new Frontend(engine, { name, id, mode, timeouts, handler: () => {} })
    for (const [index, port] of ports.entries()) {
      new Listener(frontend, { listen: { address: loopback(port), backlog: 10 }, name: index === 0 ? 'l1' : null })
    }
    return frontend
  }

  const backend = createBackend('be', 4, [
    { name: 's1', weight: 10, cookie: 'c1' },
    { name: 's2', isBackup: true },
    { name: 's3' },
  ])
  const frontend = createFrontend('fe', 2, 'http', [5680, 5682])
  const http: Mutable<HttpFrontendCounters> = {
    responses: new ResponseCounters(),
    totalRequests: 0,
    requestRate: new RateCounter(1000, 0),
    maximumRequestRate: 0,
    interceptedRequests: 0,
    failedRewrites: 0,
    clear(all) {
      this.maximumRequestRate = 0
      if (all) this.totalRequests = 0
    },
  }
  const proxy = (name: string, id: number, mode: 'tcp' | 'http', more: Partial<ProxyView>): ProxyView => ({
    name,
    id,
    guid: null,
    mode,
    description: null,
    frontend: null,
    backend: null,
    hasSocketStats: false,
    cookieName: null,
    http: null,
    compression: null,
    caching: null,
    modules: null,
    ...more,
  })
  const patterns = new PatternRegistry({
    readFile: (path) => (path === '/hosts.map' ? 'a.com be1\nb.com be2\n' : null),
  })
  const ring = new LogRing({ name: 'foo', description: 'my ring', frame: 'raw', sizeBytes: 1000, maxLengthBytes: 100 })
  const view: Mutable<ProcessView> = {
    engine,
    productName: 'HAProxy',
    version: '3.5-dev5',
    releaseDate: '2026/11/21',
    nodeName: 'mynode',
    description: 'some desc',
    threadCount: 1,
    threadGroupCount: 1,
    startedWallMs: clock.wallMs(),
    bootTimeMs: 12,
    limits: { files: 231, memoryMb: null, maxConnections: 100 },
    proxies: [
      proxy('fe', 2, 'http', { frontend, http, hasSocketStats: true }),
      proxy('tf', 3, 'tcp', { frontend: createFrontend('tf', 3, 'tcp', [5681]) }),
      proxy('be', 4, 'http', { backend, cookieName: 'SRV' }),
      proxy('tb', 5, 'tcp', { backend: createBackend('tb', 5, [{ name: 't1', maxconn: 10 }]) }),
    ],
    sockets: [{ address: null, text: 'unix@/run/c.sock', level: 'admin' }],
    logCounters: createLogCounters(),
    rings: new Map([['foo', ring]]),
    startupLog: '[NOTICE] started',
    environment: { HOME: '/root' },
    patterns,
    variables: new VariableStore(null, null),
    tables: null,
    peerGroups: [],
    dynamicServers: null,
    certificates: null,
    checks: null,
    capturedErrors: { count: 0, all: [] },
    isStopping: false,
    warningCount: 0,
    totalBytesOut: 0,
    bytesOutRate: 0,
    tls: null,
    compressionRates: null,
    peers: null,
    failedResolutions: 0,
    caches: [],
    resolvers: new Map(),
    names: null,
    receivedLogs: 0,
    blockedTrafficWarnings: 0,
  }
  return { clock, network, view, frontend, state: backend.state, http, patterns, ring }
}

/** The client's end of a session of the runtime socket. */
export interface TestClient {
  readonly session: CommandSession
  readonly isClosed: boolean
  send(text: string): void
  end(): void
  /** What has come since the last call. */
  take(): string
}

/** Opens a session over the network in memory. */
export async function openSession(
  { clock, network, view }: TestProcess,
  more: {
    readonly level?: 'user' | 'operator' | 'admin'
    readonly timeoutMs?: number
    readonly commands?: readonly RuntimeCommand[]
  } = {},
): Promise<TestClient> {
  let session: CommandSession | null = null
  const listening = await network.listen({ address: loopback(0), backlog: 1 }, (connection) => {
    session = new CommandSession(connection, {
      commands: more.commands ?? commands,
      view,
      timers: view.engine.timers,
      level: more.level ?? 'admin',
      severityOutput: 'none',
      timeoutMs: more.timeoutMs ?? 10_000,
      maxLineBytes: 16384,
      maxPayloadBytes: 131072,
      onEnd: () => {},
    })
  })
  let received = ''
  const client = { isClosed: false }
  let end = (): void => {}
  let send = (_text: string): void => {}
  network.connect(
    { address: listening.address! },
    {
      onConnectFailed: (cause) => {
        throw new Error(cause)
      },
      onConnect(connection) {
        connection.sink = {
          onData: (chunk) => {
            received += Buffer.from(chunk).toString('latin1')
          },
          onDrain: () => {},
          onEnd: () => connection.close(),
          onClose: () => {
            client.isClosed = true
          },
        }
        send = (text) => connection.writeText(text)
        end = () => connection.shutdown()
      },
    },
  )
  clock.advance(0)
  if (session === null) throw new Error('the session was not opened')
  return {
    session,
    get isClosed() {
      return client.isClosed
    },
    send(text) {
      send(text)
      clock.advance(0)
    },
    end() {
      end()
      clock.advance(0)
    },
    take() {
      const text = received
      received = ''
      return text
    },
  }
}

/** Runs one line and gives its answer, without the blank line that ends it. */
export async function runCommand(
  process: TestProcess,
  line: string,
  level: 'user' | 'operator' | 'admin' = 'admin',
): Promise<string> {
  const client = await openSession(process, { level })
  client.send(`${line}\n`)
  // Binding takes a few turns of the microtask queue, even in memory.
  for (let turn = 0; !client.isClosed && turn < 10; turn++) await Promise.resolve()
  process.clock.advance(0)
  if (!client.isClosed) throw new Error(`the session of '${line}' was not closed`)
  return client.take().replace(/\n$/, '')
}
