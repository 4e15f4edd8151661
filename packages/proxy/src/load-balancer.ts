import { type Clock, createSystemRandom, type Random, systemClock, Timeout } from '@weir/base'
import { processOptions as controlProcessOptions, variableOptions } from '@weir/control'
import type { Model, ProxyModel, Vocabulary } from '@weir/keyword'
import {
  createNetwork,
  type Datagrams,
  Engine,
  type Network,
  nodeDatagrams,
  processOptions,
  type SharedSockets,
  tlsProcessOptions,
} from '@weir/l4'
import { type ReceiveDatagrams, receiveNodeDatagrams } from '@weir/log'
import { Assembly } from './assembly.ts'
import { describeFailedOptions } from './listeners.ts'
import type { FileAccess, HostLookup, Product } from './ports.ts'
import { systemFiles, systemLookup } from './ports.ts'
import { StartError } from './start-error.ts'
import { describeProxyState } from './state-dump.ts'

/** Severities of syslog (RFC 5424 §6.2.1). */
const warningLevel = 4
const noticeLevel = 5

/** What a load balancer is made from. Only the model and its vocabulary are needed. */
export interface LoadBalancerOptions {
  readonly model: Model
  readonly vocabulary: Vocabulary
  readonly clock?: Clock
  readonly random?: Random
  readonly network?: Network
  /** Listening sockets from processes before this one, and for those after it. */
  readonly sharedSockets?: SharedSockets
  readonly files?: FileAccess
  readonly lookup?: HostLookup
  /** How name servers of `resolvers` sections are reached. */
  readonly datagrams?: Datagrams
  /** How `dgram-bind` addresses are listened on. */
  readonly receiveDatagrams?: ReceiveDatagrams
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly processId?: number
  readonly hostName?: string
  readonly product?: Product
  /** `-L`: what this process is called among its peers; null for what the configuration or the host says. */
  readonly localPeer?: string | null
  /** A former process is about to hand over what its tables hold (`-sf`). */
  readonly succeeds?: boolean
  /** `-n`: beats global `maxconn`. */
  readonly maxConnections?: number | null
  /** `-N`: for frontends without `maxconn`. */
  readonly proxyMaxConnections?: number | null
  /** `-dr`. */
  readonly ignoresResolutionFailures?: boolean
  /** `-4`: beats `dns-accept-family`. */
  readonly isIpv4Only?: boolean
  readonly startupLog?: () => string
  /** Messages for the operator, such as a server that goes down. Nothing is printed otherwise. */
  readonly onMessage?: (severity: 'alert' | 'warning' | 'notice', text: string) => void
}

/**
 * A running configuration.
 *
 *   created ─ start ─▶ running ◀─ pause / resume ─▶ paused
 *                         │ softStop
 *                         ▼
 *                      draining ─ last session over, or the limit ─▶ stopped ◀─ stop (from anywhere)
 */
export class LoadBalancer implements AsyncDisposable {
  readonly engine: Engine
  readonly assembly: Assembly
  readonly #report: NonNullable<LoadBalancerOptions['onMessage']>
  #state: 'created' | 'running' | 'stopped' = 'created'

  constructor(options: LoadBalancerOptions) {
    const { model } = options
    const process = model.global.options.get(processOptions)
    const tls = model.global.options.get(tlsProcessOptions)
    const report = options.onMessage ?? (() => {})
    this.#report = report
    this.engine = new Engine({
      clock: options.clock ?? systemClock,
      random: options.random ?? createSystemRandom(),
      network:
        options.network ??
        createNetwork({
          onSinkError: (error) => this.engine.contain(error),
          ...(options.sharedSockets === undefined ? {} : { shared: options.sharedSockets }),
        }),
      bufferSizeBytes: process.bufferSizeBytes,
      maxConnections: options.maxConnections ?? process.maxConnections ?? Number.POSITIVE_INFINITY,
      maxConnectionsPerSecond: process.maxConnectionsPerSecond ?? Number.POSITIVE_INFINITY,
      maxSessionsPerSecond: process.maxSessionsPerSecond ?? Number.POSITIVE_INFINITY,
      maxTlsConnections: tls.maxConnections ?? Number.POSITIVE_INFINITY,
      maxTlsConnectionsPerSecond: tls.maxConnectionsPerSecond ?? Number.POSITIVE_INFINITY,
      refusesPrivilegedPorts: process.refusesPrivilegedPorts,
      clientBuffers: process.clientBuffers,
      serverBuffers: process.serverBuffers,
      variableLimits: model.global.options.get(variableOptions),
      processId: options.processId ?? 0,
      hostName: options.hostName ?? 'localhost',
      // A clock of its own decides about the order of all events.
      ...(options.clock === undefined ? { afterEvents: setImmediate, afterReads } : {}),
    })
    this.engine.onContainedError = (error) =>
      report('alert', `a throw on the data path was contained: ${describe(error)}`)
    this.assembly = new Assembly({
      model,
      vocabulary: options.vocabulary,
      engine: this.engine,
      files: options.files ?? systemFiles,
      lookup: options.lookup ?? systemLookup,
      datagrams: options.datagrams ?? nodeDatagrams,
      receiveDatagrams: options.receiveDatagrams ?? receiveNodeDatagrams,
      environment: options.environment ?? {},
      product: options.product ?? { name: 'Weir', version: '', languageVersion: '', releaseDate: '' },
      proxyMaxConnections: options.proxyMaxConnections ?? null,
      ignoresResolutionFailures: options.ignoresResolutionFailures ?? false,
      isIpv4Only: options.isIpv4Only ?? false,
      localPeer: options.localPeer ?? null,
      succeeds: options.succeeds ?? false,
      startupLog: options.startupLog ?? (() => ''),
      report,
    })
  }

  /** Resolves server names, binds every listener and starts the checks. Throws a `StartError`; call it again to retry. */
  async start(): Promise<void> {
    if (this.#state !== 'created') throw new Error('a load balancer starts once')
    const problems = [...(await this.assembly.resolveNames()), ...(await this.assembly.bind())]
    if (problems.length > 0) {
      this.assembly.unbind()
      throw new StartError(problems)
    }
    this.#state = 'running'
    for (const frontend of this.assembly.frontends) {
      for (const listener of frontend.listeners) {
        for (const text of describeFailedOptions(frontend, listener)) this.#report('warning', text)
      }
    }
    this.assembly.startChecks()
  }

  /** Stops accepting and lets go of the addresses; connections go on. */
  pause(): void {
    for (const { model, frontend } of this.assembly.proxies) {
      if (frontend?.state !== 'running') continue
      frontend.state = 'paused'
      for (const listener of frontend.listeners) {
        // What was inherited could not be bound again.
        if (listener.listen.fd === undefined) listener.stop()
        else listener.update()
      }
      this.#announce(model, `Paused ${model.isBackend ? 'proxy' : 'frontend'} ${model.name}.`)
    }
  }

  /** Binds again after `pause`. Returns the problems of those that could not be bound. */
  async resume(): Promise<readonly string[]> {
    for (const { model, frontend } of this.assembly.proxies) {
      if (frontend?.state !== 'paused') continue
      frontend.state = 'running'
      for (const listener of frontend.listeners) listener.update()
      this.#announce(model, `Resumed ${model.isBackend ? 'proxy' : 'frontend'} ${model.name}.`)
    }
    return this.assembly.bind()
  }

  /** Unbinds, lets what is under way finish, and resolves when it has, or when `limitMs` has passed and the rest was cut. */
  async softStop(limitMs: number = Number.POSITIVE_INFINITY): Promise<void> {
    const limit = new Timeout(this.engine.timers, () => this.#hardStop())
    limit.arm(limitMs)
    const { graceMs } = this.assembly.settings.model.global.options.get(controlProcessOptions)
    // Without grace nothing more is accepted from this call on.
    if (graceMs > 0) await this.#passGrace(graceMs)
    await this.assembly.drain(Number.POSITIVE_INFINITY)
    limit.dispose()
  }

  /** `grace`: goes on as if nothing had happened, for whoever must notice elsewhere that this process is going. */
  #passGrace(graceMs: number): Promise<void> {
    const { process } = this.assembly.logging
    process.send(warningLevel, `Scheduling a soft-stop in ${graceMs} ms.`)
    return new Promise((resolve) => {
      const grace = new Timeout(this.engine.timers, () => {
        process.send(noticeLevel, 'Grace period expired, proceeding with soft-stop now.')
        resolve()
      })
      grace.arm(graceMs)
    })
  }

  /** The soft stop's time is up. */
  #hardStop(): void {
    const text = 'soft-stop running for too long, performing a hard-stop.'
    this.#report('warning', text)
    this.assembly.logging.process.send(warningLevel, text)
    for (const { model, frontend } of this.assembly.proxies) {
      if (frontend === null || frontend.currentConnections === 0) continue
      this.#announce(
        model,
        `Proxy ${model.name} hard-stopped (${frontend.currentConnections} remaining conns will be closed).`,
      )
    }
    for (const stream of [...this.engine.streams]) stream.terminate('K')
    for (const session of [...this.engine.sessions]) session.cut()
  }

  #announce(model: ProxyModel, text: string): void {
    this.#report('warning', text)
    this.assembly.senders.get(model.name)?.send(warningLevel, text)
  }

  /** Stops at once: unbinds, cuts every connection, closes the runtime sockets. Further calls do nothing. */
  stop(): void {
    if (this.#state === 'stopped') return
    this.#state = 'stopped'
    for (const session of [...this.engine.sessions]) session.cut()
    this.assembly.stop()
    this.engine.timers.close()
  }

  /** One line for every proxy, as they are printed when a soft stop is over. */
  stoppedProxies(): string[] {
    return this.assembly.stoppedProxies()
  }

  /** Writes the state of every proxy and its servers to the proxy's log: SIGHUP. */
  logServerStates(): void {
    for (const proxy of this.assembly.proxies) {
      for (const text of describeProxyState(proxy)) {
        this.#report('warning', text)
        this.assembly.senders.get(proxy.model.name)?.send(noticeLevel, text)
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop()
  }
}

/** Makes a load balancer from a valid model. Throws when the vocabulary lacks a service that a keyword needs. */
export function createLoadBalancer(options: LoadBalancerOptions): LoadBalancer {
  return new LoadBalancer(options)
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** One turn of the loop reads what has come: the first task runs in this one, behind the reads of which is the second. */
function afterReads(task: () => void): void {
  setImmediate(() => setImmediate(task))
}
