import { type BackendState, balanceBundle, buildBackend, serverLines } from '@weir/balance'
import { readLines } from '@weir/balance/testing'
import { createRandom, parseIpAddress, type SocketAddress, TimerQueue, VirtualClock } from '@weir/base'
import type { ProxyModel } from '@weir/keyword'
import { type Connection, MemoryNetwork, timeoutOptions } from '@weir/l4'
import { createBinder, createProcessVariables, createSampleContext, sampleBundle } from '@weir/sample'
import { healthBundle } from '../bundle.ts'
import { HealthMonitor } from '../health-monitor.ts'
import {
  type CheckProcessOptions,
  checkProcessOptions,
  type ServerCheckOptions,
  serverCheckOptions,
} from '../options.ts'
import type { RunProgram } from '../program.ts'

export const bundles = [sampleBundle, balanceBundle, healthBundle]

/** How a server of the in-memory network behaves, for one connection. */
export type Behaviour = (connection: Connection, received: string[]) => void

/** Answers the first bytes it receives, and closes when told to. */
export function answer(text: string, closes = false): Behaviour {
  return (connection, received) => {
    connection.sink = {
      onData(chunk) {
        received.push(String.fromCharCode(...chunk))
        connection.writeText(text)
        if (closes) connection.close()
      },
      onDrain() {},
      onEnd: () => connection.close(),
      onClose() {},
    }
  }
}

/** Sends `text` before anything is received, then answers each piece with the next of `answers`. */
export function greet(text: string, ...answers: string[]): Behaviour {
  return (connection, received) => {
    if (text !== '') connection.writeText(text)
    connection.sink = {
      onData(chunk) {
        received.push(String.fromCharCode(...chunk))
        const next = answers.shift()
        if (next !== undefined) connection.writeText(next)
      },
      onDrain() {},
      onEnd: () => connection.close(),
      onClose() {},
    }
  }
}

export const closing: Behaviour = (connection) => connection.close()
export const resetting: Behaviour = (connection, received) => {
  connection.sink = {
    onData(chunk) {
      received.push(String.fromCharCode(...chunk))
      connection.reset()
    },
    onDrain() {},
    onEnd() {},
    onClose() {},
  }
}
export const silent: Behaviour = greet('')

export const at = (port: number): SocketAddress => ({
  kind: 'ip',
  address: parseIpAddress('127.0.0.1')!,
  port,
})

/** A backend with a monitor on an in-memory network under a virtual clock. */
export interface CheckFixture {
  readonly clock: VirtualClock
  readonly network: MemoryNetwork
  readonly backend: BackendState
  readonly monitor: HealthMonitor
  /** What went to the process log, and to the backend's log with its level. */
  readonly warnings: string[]
  readonly alerts: string[]
  readonly logs: string[]
  /** What servers received, one entry a chunk. */
  readonly received: string[]
  /** Lets a port behave in one way from here on. */
  serve(port: number, behaviour: Behaviour): Promise<{ close(): void }>
}

export interface FixtureSettings {
  /** `timeout check`: 700 ms unless given, null for none. */
  readonly checkTimeoutMs?: number | null
  readonly process?: Partial<CheckProcessOptions>
  /** Version of the PROXY header that traffic is sent; null unless given. */
  readonly proxyVersion?: 1 | 2 | null
  readonly runProgram?: (clock: VirtualClock) => RunProgram
  /** What the server is spoken to in; checks are then able to speak HTTP/2, which `speakHttp2` of these settings hears of. */
  readonly protocol?: 'h1' | 'h2' | null
  readonly speakHttp2?: (connection: Connection) => Connection
}

/** Reads the lines of a backend `be` and puts it under a monitor that is not started. */
export function createCheckFixture(lines: string, settings: FixtureSettings = {}): CheckFixture {
  const clock = new VirtualClock(1_700_000_000_000)
  const network = new MemoryNetwork(clock)
  const { options, messages } = readLines(bundles, lines)
  if (messages.length > 0) throw new Error(messages.join('\n'))
  const timeouts = options.get(timeoutOptions)
  timeouts.connectMs = 500
  timeouts.checkMs = settings.checkTimeoutMs === undefined ? 700 : settings.checkTimeoutMs
  const binder = createBinder()
  const random = createRandom(1)
  const proxy = { id: 2, name: 'be', guid: null, options } as unknown as ProxyModel
  const backend = buildBackend(proxy, binder, { clock, random }, { redispatches: true, defaultFullconn: 0 })
  const warnings: string[] = []
  const alerts: string[] = []
  const logs: string[] = []
  const received: string[] = []
  const monitor = new HealthMonitor({
    network,
    timers: new TimerQueue(clock),
    binder,
    logger: {
      alert: (message) => void alerts.push(message),
      warning: (message) => void warnings.push(message),
      notice: () => {},
      debug: () => {},
    },
    logOf: () => ({ send: (level, message) => void logs.push(`<${level}> ${message}`) }),
    createContext: () => createSampleContext({ clock, random }),
    processVariables: createProcessVariables(),
    process: { ...checkProcessOptions.create(), ...settings.process },
    node: 'node1',
    proxyVersion: () => settings.proxyVersion ?? null,
    protocol: () => settings.protocol ?? null,
    ...(settings.speakHttp2 === undefined ? {} : { speakHttp2: settings.speakHttp2 }),
    ...(settings.runProgram === undefined ? {} : { runProgram: settings.runProgram(clock) }),
  })
  monitor.add([{ backend, isListen: false }])
  return {
    clock,
    network,
    backend,
    monitor,
    warnings,
    alerts,
    logs,
    received,
    serve: (port, behaviour) =>
      network.listen({ address: at(port), backlog: 16 }, (connection) => behaviour(connection, received)),
  }
}

/** Runs one check of `s1` and gives what was logged of it, without the time it took, and what the server received. */
export async function runCheck(
  lines: string,
  behaviour: Behaviour | null,
  settings: FixtureSettings = {},
): Promise<{ readonly log: string; readonly received: string; readonly sinkErrors: readonly unknown[] }> {
  const fixture = createCheckFixture(
    `option log-health-checks\n${lines}\nserver s1 127.0.0.1:80 check inter 10s`,
    settings,
  )
  if (behaviour !== null) await fixture.serve(80, behaviour)
  fixture.monitor.start()
  fixture.clock.advance(5000)
  const log = fixture.warnings.find((warning) => warning.startsWith('Health check')) ?? '(nothing)'
  const short = /^Health check for server be\/s1 (.*), check duration: \d+ms, status: (.*)\.$/.exec(log)
  return {
    log: short === null ? log : `${short[1]!.replace('reason: ', '')} | ${short[2]}`,
    received: fixture.received.join(''),
    sinkErrors: fixture.network.sinkErrors,
  }
}

/** A result as `runCheck` gives it: `passed(…)` for a server that came up, `failed(…)` for one that went down. */
export const passed = (reason: string): string => `succeeded, ${reason} | 3/3 UP`
export const failed = (reason: string): string => `failed, ${reason} | 0/2 DOWN`

/** As HAProxy says it since 3.1. */
export const connectionRefused = 'ECONNREFUSED returned by OS (Connection refused)'

/** An HTTP/1.1 answer of reason `X`. */
export const httpAnswer = (status: number, body: string): string =>
  `HTTP/1.1 ${status} X\r\ncontent-length: ${body.length}\r\n\r\n${body}`

/** What reading `lines` complains about. */
export const complaints = (lines: string): readonly string[] => readLines(bundles, lines).messages

/** The check options of one server line, after the lines in front of it. Throws what they complain about. */
export function readCheckOptions(options: string, before = ''): ServerCheckOptions {
  const { options: store, messages } = readLines(bundles, `${before}\nserver s 127.0.0.1:80 ${options}`)
  if (messages.length > 0) throw new Error(messages.join('\n'))
  return store.get(serverLines).serverLines[0]!.options.get(serverCheckOptions)
}
