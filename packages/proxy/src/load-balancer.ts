import { type Clock, createSystemRandom, type Random, systemClock } from '@weir/base'
import type { Model, Vocabulary } from '@weir/keyword'
import { createNetwork, Engine, type Network, processOptions } from '@weir/l4'
import { Assembly } from './assembly.ts'
import type { FileAccess, HostLookup, Product } from './ports.ts'
import { systemFiles, systemLookup } from './ports.ts'
import { StartError } from './start-error.ts'

/** What a load balancer is made from. Only the model and its vocabulary are needed. */
export interface LoadBalancerOptions {
  readonly model: Model
  readonly vocabulary: Vocabulary
  readonly clock?: Clock
  readonly random?: Random
  readonly network?: Network
  readonly files?: FileAccess
  readonly lookup?: HostLookup
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly processId?: number
  readonly hostName?: string
  readonly product?: Product
  /** `-n`: beats global `maxconn`. */
  readonly maxConnections?: number | null
  /** `-N`: for frontends without `maxconn`. */
  readonly proxyMaxConnections?: number | null
  /** `-dr`. */
  readonly ignoresResolutionFailures?: boolean
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
  #state: 'created' | 'running' | 'stopped' = 'created'

  constructor(options: LoadBalancerOptions) {
    const { model } = options
    const process = model.global.options.get(processOptions)
    const report = options.onMessage ?? (() => {})
    this.engine = new Engine({
      clock: options.clock ?? systemClock,
      random: options.random ?? createSystemRandom(),
      network: options.network ?? createNetwork({ onSinkError: (error) => this.engine.contain(error) }),
      bufferSizeBytes: process.bufferSizeBytes,
      maxConnections: options.maxConnections ?? process.maxConnections ?? Number.POSITIVE_INFINITY,
      maxConnectionsPerSecond: process.maxConnectionsPerSecond ?? Number.POSITIVE_INFINITY,
      maxSessionsPerSecond: process.maxSessionsPerSecond ?? Number.POSITIVE_INFINITY,
      processId: options.processId ?? 0,
      hostName: options.hostName ?? 'localhost',
    })
    this.engine.onContainedError = (error) =>
      report('alert', `a throw on the data path was contained: ${describe(error)}`)
    this.assembly = new Assembly({
      model,
      vocabulary: options.vocabulary,
      engine: this.engine,
      files: options.files ?? systemFiles,
      lookup: options.lookup ?? systemLookup,
      environment: options.environment ?? {},
      product: options.product ?? { name: 'Weir', version: '', languageVersion: '', releaseDate: '' },
      proxyMaxConnections: options.proxyMaxConnections ?? null,
      ignoresResolutionFailures: options.ignoresResolutionFailures ?? false,
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
    this.assembly.startChecks()
  }

  /** Stops accepting and lets go of the addresses; connections go on. */
  pause(): void {
    for (const frontend of this.assembly.frontends) {
      frontend.state = 'paused'
      for (const listener of frontend.listeners) listener.stop()
    }
  }

  /** Binds again after `pause`. Returns the problems of those that could not be bound. */
  async resume(): Promise<readonly string[]> {
    for (const frontend of this.assembly.frontends) if (frontend.state === 'paused') frontend.state = 'running'
    return this.assembly.bind()
  }

  /** Unbinds, lets what is under way finish, and resolves when it has, or when `limitMs` has passed and the rest was cut. */
  softStop(limitMs: number = Number.POSITIVE_INFINITY): Promise<void> {
    return this.assembly.drain(limitMs)
  }

  /** Stops at once: unbinds, cuts every connection, closes the runtime sockets. Further calls do nothing. */
  stop(): void {
    if (this.#state === 'stopped') return
    this.#state = 'stopped'
    this.assembly.stop()
    this.engine.timers.close()
  }

  /** One line for every proxy, as they are printed when a soft stop is over. */
  stoppedProxies(): string[] {
    return this.assembly.stoppedProxies()
  }

  /** Writes the state of every server to its backend's log: SIGHUP. */
  logServerStates(): void {
    this.assembly.logServerStates()
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
