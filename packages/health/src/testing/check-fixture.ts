import { type BackendState, balanceBundle, buildBackend } from '@weir/balance'
import { readLines } from '@weir/balance/testing'
import { createRandom, parseIpAddress, type SocketAddress, TimerQueue, VirtualClock } from '@weir/base'
import type { ProxyModel } from '@weir/keyword'
import { type Connection, MemoryNetwork, timeoutOptions } from '@weir/l4'
import { createBinder, createProcessVariables, createSampleContext, sampleBundle } from '@weir/sample'
import { healthBundle } from '../bundle.ts'
import { HealthMonitor } from '../health-monitor.ts'
import type { CheckProcessOptions } from '../options.ts'

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
    process: { spreadPercent: 0, maximumSpreadMs: null, ...settings.process },
    node: 'node1',
    proxyVersion: () => 1,
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
