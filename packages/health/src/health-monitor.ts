import {
  anyMaintenance,
  type BackendObserver,
  type BackendState,
  type ServerChange,
  type ServerState,
} from '@weir/balance'
import type { SocketAddress, TimerQueue } from '@weir/base'
import type { Binder, SampleContext } from '@weir/keyword'
import { type Connection, type Network, timeoutOptions } from '@weir/l4'
import { type LogSender, levels, type ProcessLogger } from '@weir/log'
import { CheckVariables, type VariableLimits, type VariableStore } from '@weir/sample'
import { AgentChecker } from './agent-checker.ts'
import type { CheckProtocol, CheckTls } from './check-connection.ts'
import type { CheckScript } from './check-step.ts'
import { connectStep, createScript } from './check-step.ts'
import { observeTraffic } from './observe-traffic.ts'
import {
  backendCheckOptions,
  type CheckProcessOptions,
  checkOptionsOf,
  type ServerCheckOptions,
  serverCheckOptions,
} from './options.ts'
import type { RunProgram } from './program.ts'
import { ServerChecker } from './server-checker.ts'
import { ServerHealth } from './server-health.ts'
import { describeChange, describeKeptDrain, keepsDrain, noServerMessage } from './state-messages.ts'

/** What checks need of their surroundings. */
export interface HealthPorts {
  readonly network: Network
  readonly timers: TimerQueue
  readonly binder: Binder
  readonly logger: ProcessLogger
  /** Where a backend's own log lines go; null when it logs nowhere. */
  logOf(backend: BackendState): Pick<LogSender, 'send'> | null
  /** What expressions in the checks of a server see, variables excepted. */
  createContext(server: ServerState): SampleContext
  /** The variables of scope `proc`. */
  readonly processVariables: VariableStore
  /** What the variables of a check may hold; absent for no limit. */
  readonly variableLimits?: VariableLimits
  readonly process: CheckProcessOptions
  /** This node's name, for `http-check send-state`. */
  readonly node: string
  /** Version of the PROXY header that the server is sent (`send-proxy`); null for none. */
  proxyVersion(server: ServerState): 1 | 2 | null
  /** The proxy that `socks4` names; null, or absent, for none. */
  socksProxy?(server: ServerState): SocketAddress | null
  /** How checks speak TLS to the server; null, or absent, when they never do. */
  checkTls?(server: ServerState): CheckTls | null
  /** What the server is spoken to in: null for what TLS agrees upon. */
  protocol?(server: ServerState): CheckProtocol | null
  /** Puts HTTP/2 under what is written as HTTP/1; absent where checks are not to speak it. */
  speakHttp2?(connection: Connection): Connection
  /** Runs programs for `option external-check`; absent where none may be run. */
  readonly runProgram?: RunProgram
}

/** One backend to look after. */
export interface MonitoredBackend {
  readonly backend: BackendState
  /** Declared by a `listen` section, which messages call a proxy. */
  readonly isListen: boolean
}

/**
 * Looks after the servers of all backends: runs their checks and agents, counts errors of their traffic, tells what
 * changes, and ends sessions as `on-marked-down` and `on-marked-up` say.
 */
export class HealthMonitor {
  readonly #ports: HealthPorts
  readonly #checkers = new Map<ServerState, ServerChecker>()
  readonly #agents = new Map<ServerState, AgentChecker>()
  readonly #healths = new Map<ServerState, ServerHealth>()

  constructor(ports: HealthPorts) {
    this.#ports = ports
  }

  /** Takes over backends: their servers get their first state, observers are set. Nothing is checked before `start`. */
  add(monitored: readonly MonitoredBackend[]): void {
    for (const { backend, isListen } of monitored) {
      for (const server of backend.servers) this.#addServer(server)
      backend.observers.push(this.#observer(isListen))
    }
  }

  /**
   * Starts all checks, spread over time as HAProxy was seen to: the nth of m begins n / m of its interval later, or of the
   * shortest interval that is no less than a second, if that is longer. An agent counts behind the check of its server.
   */
  start(): void {
    const starts: { readonly intervalMs: number; readonly checker: ServerChecker | AgentChecker }[] = []
    for (const [server, { options }] of this.#healths) {
      const checker = this.#checkers.get(server)
      if (checker !== undefined) starts.push({ checker, intervalMs: checker.intervalMs })
      const agent = this.#agents.get(server)
      const { agentIntervalMs, intervalMs } = options
      if (agent !== undefined) starts.push({ checker: agent, intervalMs: agentIntervalMs ?? intervalMs })
    }
    const unhurried = starts.map(({ intervalMs }) => intervalMs).filter((intervalMs) => intervalMs >= 1000)
    const leastMs = unhurried.length === 0 ? 0 : Math.min(...unhurried)
    const mostMs = this.#ports.process.maximumSpreadMs ?? Number.POSITIVE_INFINITY
    for (const [index, { checker, intervalMs }] of starts.entries()) {
      checker.start((Math.min(Math.max(intervalMs, leastMs), mostMs) * index) / starts.length)
    }
  }

  stop(): void {
    for (const checker of this.#checkers.values()) checker.stop()
    for (const agent of this.#agents.values()) agent.stop()
  }

  /** Looks after a server that was made at run time. Its checks begin at once, if it is ready for them. */
  addServer(server: ServerState): void {
    this.#addServer(server)
    this.#checkers.get(server)?.start(0)
    this.#agents.get(server)?.start(0)
  }

  /** Forgets a server that goes. */
  removeServer(server: ServerState): void {
    this.#checkers.get(server)?.stop()
    this.#agents.get(server)?.stop()
    this.#checkers.delete(server)
    this.#agents.delete(server)
    this.#healths.delete(server)
  }

  /** Takes over what an operator says in place of the agent, until the agent speaks again. */
  setAgentState(server: ServerState, state: 'up' | 'down'): void {
    const isDown = state === 'down'
    this.#healths.get(server)?.setAgentState(isDown, 'changed from CLI')
  }

  #addServer(server: ServerState): void {
    const options = server.options.get(serverCheckOptions)
    const backendOptions = server.backend.options.get(backendCheckOptions)
    const log = (text: string): void => this.#tell(server.backend, 'notice', text)
    const health = new ServerHealth(server, options, backendOptions.logsChecks, log)
    this.#healths.set(server, health)
    server.check.rise = options.rise
    server.check.fall = options.fall
    const settings = this.#checkerSettings(server, health)
    if (options.isChecked) {
      server.check.isConfigured = true
      server.check.isEnabled = true
      health.reset()
      const checker = new ServerChecker({ ...settings, script: this.#script(server, options) })
      this.#checkers.set(server, checker)
      if (options.observes !== null) server.traffic = observeTraffic(checker, options.observes)
    }
    if (options.hasAgent) {
      server.agent.isConfigured = true
      server.agent.isEnabled = true
      this.#agents.set(server, new AgentChecker(settings))
    }
  }

  #checkerSettings(server: ServerState, health: ServerHealth) {
    const { connectMs, checkMs } = server.backend.options.get(timeoutOptions)
    const { intervalMs, sendsProxy, goesThroughSocks, address, port } = health.options
    const proxyVersion = this.#ports.proxyVersion(server)
    const connectTimeoutMs = checkMs === null ? intervalMs : Math.min(connectMs || intervalMs, intervalMs)
    return {
      health,
      createContext: () => ({
        ...this.#ports.createContext(server),
        variables: new CheckVariables(this.#ports.processVariables, this.#ports.variableLimits),
      }),
      spreadPercent: this.#ports.process.spreadPercent,
      surroundings: {
        runProgram: this.#ports.runProgram ?? null,
        network: this.#ports.network,
        timers: this.#ports.timers,
        connectTimeoutMs,
        timeoutMs: checkMs ?? intervalMs,
        hasReadTimeout: checkMs !== null,
        node: this.#ports.node,
        proxyVersion: proxyVersion ?? 1,
        neverLocal: this.#ports.process.neverSendsLocal,
        sendsProxy: sendsProxy || (proxyVersion !== null && address === null && port === null),
        socksProxy: this.#ports.socksProxy?.(server) ?? null,
        goesThroughSocks,
        protocol: health.options.protocol ?? this.#ports.protocol?.(server) ?? null,
        ...(this.#ports.speakHttp2 === undefined ? {} : { speakHttp2: this.#ports.speakHttp2 }),
        tls: this.#ports.checkTls?.(server) ?? null,
      },
    }
  }

  #script(server: ServerState, options: ServerCheckOptions): CheckScript {
    const checkOptions = checkOptionsOf(options, server.backend.options.get(backendCheckOptions))
    const { kind } = checkOptions
    if (kind === null) return createScript([connectStep()], { status: 'L4OK' })
    return kind.keyword.create({ values: kind.values, options: checkOptions, binder: this.#ports.binder })
  }

  #observer(isListen: boolean): BackendObserver {
    return {
      onServerChange: (change) => this.#onChange(change),
      onWeightSet: (server) => this.#tellKeptDrain(server),
      onAvailabilityChange: (backend, isAvailable) => {
        if (isAvailable) return
        this.#ports.logger.alert(`backend '${backend.name}' has no server available!`)
        this.#ports.logOf(backend)?.send(levels.indexOf('emerg'), noServerMessage(backend, isListen))
      },
    }
  }

  #tellKeptDrain(server: ServerState): void {
    const text = describeKeptDrain(server)
    if (text !== null) this.#tell(server.backend, 'notice', text)
  }

  #onChange(change: ServerChange): void {
    const { server, was } = change
    const message = describeChange(change)
    if (message !== null) this.#tell(server.backend, message.level, message.text)
    if (message !== null && keepsDrain(change)) this.#tellKeptDrain(server)
    const wasUp = was.operational !== 0
    const options = server.options.get(serverCheckOptions)
    if (wasUp && !server.isUp && options.shutsSessionsDown) {
      for (const session of [...server.sessions]) session.terminate('D')
    }
    if (!wasUp && server.isUp && options.shutsBackupSessions && !server.isBackup && server.effectiveWeight > 0) {
      for (const other of server.backend.servers) {
        if (other.isBackup) for (const session of [...other.sessions]) session.terminate('U')
      }
    }
    const leftMaintenance = (was.adminFlags & anyMaintenance) !== 0 && !server.isInMaintenance
    if (leftMaintenance && server.check.isConfigured && server.tracked === null) {
      this.#healths.get(server)?.reset()
      this.#checkers.get(server)?.hurry()
    }
  }

  #tell(backend: BackendState, level: 'notice' | 'alert', text: string): void {
    this.#ports.logger.warning(text)
    this.#ports.logOf(backend)?.send(levels.indexOf(level), text)
  }
}
