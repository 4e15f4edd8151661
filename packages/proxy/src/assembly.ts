import { type BackendState, buildBackend, linkTracking, serverLines } from '@weir/balance'
import { findInHosts, hostsPath, Timeout } from '@weir/base'
import { createMetricsService, type ProcessView, processOptions, variableOptions } from '@weir/control'
import type { HealthMonitor } from '@weir/health'
import type { Model, ProxyModel, SampleContext, Vocabulary } from '@weir/keyword'
import {
  type Backend,
  bindFilters,
  type Datagrams,
  type Engine,
  type FilterChain,
  type Frontend,
  proxyOptions,
  resolversPort,
  runningProxiesPort,
  SoftStop,
  transportOptions,
} from '@weir/l4'
import {
  cachesPort,
  compressionProcessOptions,
  createErrorSet,
  createFcgiApp,
  createUserList,
  HttpBackend,
  HttpCaches,
  type HttpService,
  httpProcessOptions,
  limitHttpEngine,
} from '@weir/l7'
import {
  createEventSinks,
  createLogCounters,
  createLogRings,
  type LogCounters,
  type LogRings,
  type LogSender,
  type LogTarget,
  LogTransports,
  levels,
  logOptions,
  type ReceiveDatagrams,
  type RingOptions,
  ringOptions,
} from '@weir/log'
import {
  createBinder,
  createSampleLanguage,
  debugPort,
  PatternRegistry,
  Ports,
  patternsPort,
  type SampleBinder,
  type SampleLanguage,
} from '@weir/sample'
import { StickTables, sharedTables, stickOptions, stickTablesPort } from '@weir/stick-table'
import { buildL4Backend } from './build-backend.ts'
import { buildFrontend, connectFrontend } from './build-frontend.ts'
import { RunningControl } from './control.ts'
import { createHealthMonitor } from './health.ts'
import { bindListener } from './listeners.ts'
import { LogBackend } from './log-backends.ts'
import { LogForwards } from './log-forwards.ts'
import { findUnknownLogNames } from './log-names.ts'
import { Logging } from './logging.ts'
import { NameResolution } from './name-resolution.ts'
import { namedHosts } from './named-hosts.ts'
import { PeerGroups } from './peer-groups.ts'
import type { FileAccess, HostLookup, Product } from './ports.ts'
import { providePorts } from './provide-ports.ts'
import { ReferenceResolver } from './reference-resolver.ts'
import { restoreServers } from './state-files.ts'

export type Report = (severity: 'alert' | 'warning' | 'notice', text: string) => void

export interface AssemblySettings {
  readonly model: Model
  readonly vocabulary: Vocabulary
  readonly engine: Engine
  readonly files: FileAccess
  /** How `dgram-bind` addresses are listened on. */
  readonly receiveDatagrams: ReceiveDatagrams
  readonly lookup: HostLookup
  readonly datagrams: Datagrams
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly product: Product
  readonly proxyMaxConnections: number | null
  readonly ignoresResolutionFailures: boolean
  readonly isIpv4Only: boolean
  readonly startupLog: () => string
  readonly localPeer: string | null
  readonly succeeds: boolean
  readonly report: Report
}

/** One proxy section with what runs for it. */
export interface RunningProxy {
  readonly model: ProxyModel
  readonly frontend: Frontend | null
  readonly backend: Backend | null
}

/**
 * Turns a model into running parts, in the order in which they need each other: logs, backends, the algorithms and rules
 * that read traffic, frontends, listeners, checks, the runtime sockets.
 */
export class Assembly {
  readonly settings: AssemblySettings
  readonly proxies: readonly RunningProxy[]
  readonly frontends: readonly Frontend[]
  readonly binder: SampleBinder
  readonly language: SampleLanguage
  readonly patterns: PatternRegistry
  readonly logging: Logging
  readonly rings: LogRings
  /** Where the `log` lines of proxies lead, by the proxy's name. */
  readonly senders = new Map<string, LogSender>()
  readonly tables: StickTables
  readonly caches: HttpCaches
  readonly resolver = new ReferenceResolver()
  /** Resolves names while running. */
  readonly names: NameResolution
  readonly peerGroups: PeerGroups
  readonly logForwards: LogForwards
  /** Warnings, those of the start included once it is over. */
  warningCount = 0
  /** How long it took from the making to the start of the checks. */
  bootTimeMs = 0
  readonly #createdMs: number
  readonly logCounters: LogCounters = createLogCounters()
  readonly #backends = new Map<string, Backend>()
  readonly #logBackends = new Map<string, LogBackend>()
  readonly #filters = new Map<ProxyModel, FilterChain | null>()
  readonly #transports: LogTransports
  /** What keeps rings from being made as the configuration says. */
  readonly #logProblems: string[] = []
  readonly health: HealthMonitor
  readonly #control: RunningControl
  #metricsService: HttpService | null = null
  #isStarted = false
  #isStopping = false

  constructor(settings: AssemblySettings) {
    const { model, engine, files } = settings
    this.#createdMs = engine.clock.nowMs()
    const report: Report = (severity, text) => {
      if (severity === 'warning' && this.#isStarted) this.warningCount++
      settings.report(severity, text)
    }
    this.settings = { ...settings, report }
    const onProblem = (problem: string): void => report('warning', problem)
    this.rings = createLogRings(
      ringsOf(model),
      engine.clock,
      onProblem,
      (problem) => this.#logProblems.push(problem),
      (options) => options.get(transportOptions).source?.address ?? null,
    )
    this.#transports = new LogTransports({
      clock: engine.clock,
      rings: this.rings.byName,
      backend: (name) => this.#logBackends.get(name) ?? null,
      lookup: async (host, family) => (await settings.lookup(host, family))?.toString() ?? null,
      onProblem,
    })
    this.logging = new Logging({
      model,
      clock: engine.clock,
      transports: this.#transports,
      counters: this.logCounters,
      processId: engine.processId,
      hostName: engine.hostName,
    })
    this.patterns = new PatternRegistry({
      readFile: (path) => files.read(path),
      lookUpHost: (name) => findInHosts(files.read(hostsPath) ?? '', name),
    })
    this.tables = new StickTables(engine.clock)
    for (const { options } of model.proxies) {
      const { table } = options.get(stickOptions)
      if (table !== null) this.tables.of(table)
    }
    for (const { options } of model.sections)
      for (const table of options.get(sharedTables).tables) this.tables.of(table)
    const ports = new Ports().provide(patternsPort, this.patterns).provide(stickTablesPort, this.tables)
    providePorts(ports, settings, () => this.#isStopping, { find: () => this.#metrics() })
    const { options } = model.global
    this.caches = new HttpCaches(engine.clock)
    ports.provide(cachesPort, this.caches)
    ports.provide(debugPort, createEventSinks(this.#transports, engine.clock))
    limitHttpEngine(engine, options.get(httpProcessOptions), options.get(compressionProcessOptions))
    this.names = new NameResolution(this, settings.datagrams)
    ports.provide(resolversPort, this.names)
    ports.provide(runningProxiesPort, {
      frontend: (name) => this.frontends.find((frontend) => frontend.name === name) ?? null,
      backend: (name) => this.backend(name),
    })
    this.binder = createBinder({ ports, resolve: (reference) => this.resolver.resolve(reference) })
    this.language = createSampleLanguage({ vocabulary: settings.vocabulary, binder: this.binder })
    this.#setVariables()
    this.#buildSections()
    this.proxies = this.#buildProxies()
    this.frontends = this.proxies.flatMap(({ frontend }) => (frontend === null ? [] : [frontend]))
    this.peerGroups = new PeerGroups(this)
    this.logForwards = new LogForwards(this, this.#transports, settings.receiveDatagrams)
    this.health = createHealthMonitor(this)
    for (const { backend } of this.proxies) if (backend !== null) this.names.add(backend)
    restoreServers(this)
    this.#numberPatterns()
    this.#control = new RunningControl(this)
  }

  /** Lists of patterns have numbers in the order of the configuration, those of ACLs that no rule names as well. */
  #numberPatterns(): void {
    const { model } = this.settings
    const enabled = model.proxies.filter((proxy) => !proxy.isDisabled)
    for (const { acls } of enabled) for (const nodes of acls.values()) for (const node of nodes) this.binder.acl(node)
    this.patterns.number([...new Set([...model.proxies, ...model.sections].map(({ span }) => span.file))])
  }

  /** How commands, statistics and metrics see what runs. */
  get view(): ProcessView {
    return this.#control.view
  }

  #metrics(): HttpService {
    this.#metricsService ??= createMetricsService(this.view)
    return this.#metricsService
  }

  get isStopping(): boolean {
    return this.#isStopping
  }

  /** `set-var` and `set-var-fmt` of `global`. */
  #setVariables(): void {
    const { engine, model } = this.settings
    const context: SampleContext = { clock: engine.clock, random: engine.random }
    for (const { name, kind, value } of model.global.options.get(variableOptions).assignments) {
      const result = kind === 'format' ? this.binder.logFormat(value)(context) : this.binder.expression(value)(context)
      if (result !== null) engine.processVariables.set(name, result)
    }
  }

  /** What rules name beside proxies: user lists and sets of error pages. */
  #buildSections(): void {
    for (const section of this.settings.model.sections) {
      if (section.kind === 'userlist') {
        this.resolver.others.set(section, createUserList(section.name, section.options, this.binder))
      } else if (section.kind === 'fcgi-app') {
        const stderr = this.logging.senderFor(section.options.get(logOptions).lines, section.name)
        const surroundings = {
          software: `HAProxy ${this.settings.product.languageVersion}`,
          onStderr(text: string) {
            for (const line of text.split(/[\r\n]+/)) if (line !== '') stderr.send(levels.indexOf('err'), line)
          },
        }
        this.resolver.others.set(section, createFcgiApp(section.name, section.options, this.binder, surroundings))
      } else if (section.kind === 'http-errors') {
        this.resolver.others.set(section, createErrorSet(section.options, this.binder))
      }
    }
  }

  #buildProxies(): RunningProxy[] {
    const { model, engine } = this.settings
    const enabled = model.proxies.filter((proxy) => !proxy.isDisabled)
    for (const proxy of enabled) this.senders.set(proxy.name, this.logging.senderOf(proxy))
    const { resolver } = this
    const states = new Map<ProxyModel, BackendState>()
    for (const proxy of enabled) {
      if (!proxy.isBackend) continue
      const state = buildBackend(proxy, this.binder, engine, {
        redispatches: proxy.options.get(proxyOptions).redispatchInterval !== null,
        defaultFullconn: defaultFullconn(proxy, enabled, this.settings.proxyMaxConnections ?? engine.maxConnections),
      })
      states.set(proxy, state)
      resolver.addServers(proxy.options.get(serverLines).serverLines, state.servers)
    }
    const backends = new Map<ProxyModel, Backend>()
    for (const [proxy, state] of states) {
      if (proxy.mode === 'log') this.#logBackends.set(proxy.name, new LogBackend(this, state, datagramServers(proxy)))
      const backend = buildL4Backend(this, proxy, state)
      backends.set(proxy, backend)
      this.#backends.set(proxy.name, backend)
      resolver.backends.set(proxy, backend)
    }
    linkTracking([...states.values()], this.binder)
    const running: RunningProxy[] = enabled.map((model) => ({
      model,
      frontend: model.isFrontend ? buildFrontend(this, model) : null,
      backend: backends.get(model) ?? null,
    }))
    for (const { model, frontend, backend } of running) {
      if (frontend !== null) connectFrontend(this, model, frontend, backend)
    }
    return running
  }

  /** The filters of a proxy, made when first asked for. */
  filtersOf(model: ProxyModel): FilterChain | null {
    const known = this.#filters.get(model)
    if (known !== undefined) return known
    const chain = bindFilters(model, this.binder, (node, filter) => this.resolver.others.set(node, filter))
    this.#filters.set(model, chain)
    return chain
  }

  /** The running backend of that name, for names that are only known per request. */
  backend(name: string): Backend | null {
    return this.#backends.get(name) ?? null
  }

  /** Looks the servers' host names up. Returns the problems that stop the start. */
  async resolveNames(): Promise<string[]> {
    const { lookup, ignoresResolutionFailures } = this.settings
    const problems: string[] = []
    const pending: Promise<void>[] = []
    for (const { model, backend } of this.proxies) {
      if (backend === null) continue
      for (const line of model.options.get(serverLines).serverLines) {
        const server = backend.state.server(line.name)
        if (server === null) continue
        pending.push(
          this.names.findFirstAddress(backend.state, server, line).then((problem) => {
            if (problem !== null) problems.push(problem)
          }),
        )
      }
    }
    for (const { destination, span } of this.#logTargets()) {
      if (destination.kind !== 'udp' && destination.kind !== 'tcp') continue
      const { host, address, family = 'any' } = destination
      if (address !== null || span === null) continue
      pending.push(
        lookup(host, family).then((found) => {
          if (found !== null || ignoresResolutionFailures) return
          problems.push(`parsing [${span.file}:${span.line}] : log : invalid address: '${host}'.`)
        }),
      )
    }
    for (const { host, family, subject, span, settle } of this.settings.model.lateNames) {
      pending.push(
        lookup(host, family).then((found) => {
          if (found !== null) settle(found)
          else if (!ignoresResolutionFailures)
            problems.push(`parsing [${span.file}:${span.line}] : ${subject}invalid address: '${host}'.`)
        }),
      )
    }
    for (const { host, family, subject, span } of namedHosts(this.settings.model)) {
      pending.push(
        lookup(host, family).then((found) => {
          if (found !== null || ignoresResolutionFailures) return
          problems.push(`parsing [${span.file}:${span.line}] : '${subject}' : could not resolve address '${host}'.`)
        }),
      )
    }
    pending.push(this.peerGroups.resolveNames())
    await Promise.all(pending)
    return problems
  }

  /** What all `log` lines name, once each: those of `defaults` count for several proxies. */
  #logTargets(): ReadonlySet<LogTarget> {
    const { model } = this.settings
    const forwards = model.sections.filter(({ kind }) => kind === 'log-forward')
    const lines = [model.global, ...model.proxies, ...forwards].flatMap(({ options }) => options.get(logOptions).lines)
    return new Set(lines.filter((line) => line !== 'global'))
  }

  /** Binds every listener that is not bound, and the runtime sockets. Returns the problems, HAProxy's words. */
  async bind(): Promise<string[]> {
    const problems = [...this.#logProblems, ...findUnknownLogNames(this.settings.model)]
    for (const frontend of [...this.frontends, ...this.peerGroups.frontends, ...this.logForwards.frontends]) {
      if (frontend.state !== 'running') continue
      for (const listener of frontend.listeners) {
        if (listener.socket !== null) continue
        const problem = await bindListener(frontend, listener)
        if (problem !== null) problems.push(problem)
      }
    }
    problems.push(...(await this.logForwards.bind()))
    problems.push(...(await this.#control.bind()))
    const frontends = [...this.frontends, ...this.peerGroups.frontends]
    const hasListeners = frontends.some(({ listeners }) => listeners.length > 0)
    const canListen = hasListeners || this.logForwards.canListen || this.#control.canListen
    if (problems.length === 0 && !canListen) {
      problems.push("[haproxy.main()] No enabled listener found (check for 'bind' directives) ! Exiting.")
    }
    return problems
  }

  unbind(): void {
    this.peerGroups.unbind()
    this.logForwards.unbind()
    for (const frontend of this.frontends) for (const listener of frontend.listeners) listener.stop()
    this.#control.close()
  }

  /** Begins with what goes on by itself: checks, resolvers, peers, and connections to log targets. */
  startChecks(): void {
    const { engine, startupLog } = this.settings
    this.#isStarted = true
    this.rings.start()
    this.#transports.start()
    this.bootTimeMs = Math.round(engine.clock.nowMs() - this.#createdMs)
    this.warningCount += startupLog().split('[WARNING]').length - 1
    this.health.start()
    this.names.start()
    this.peerGroups.start()
  }

  /** Resolves once no session is left, or after `limitMs`, when those that are left are cut. */
  drain(limitMs: number): Promise<void> {
    const { engine } = this.settings
    this.#isStopping = true
    this.peerGroups.handOver()
    this.logForwards.unbind()
    for (const frontend of this.frontends) {
      frontend.state = 'stopped'
      for (const listener of frontend.listeners) listener.stop()
    }
    this.#control.close()
    this.health.stop()
    const { closeSpreadTimeMs } = this.settings.model.global.options.get(processOptions)
    engine.softStop = new SoftStop(engine.clock, engine.random, closeSpreadTimeMs)
    closeIdleSessions(engine)
    return new Promise((resolve) => {
      const poll = new Timeout(engine.timers, () => check())
      const deadlineMs = engine.clock.nowMs() + limitMs
      const check = (): void => {
        if (engine.sessions.size > 0 && engine.clock.nowMs() < deadlineMs) {
          closeIdleSessions(engine)
          poll.arm(Math.min(50, deadlineMs - engine.clock.nowMs()))
          return
        }
        for (const session of engine.sessions) session.connection.close()
        resolve()
      }
      check()
    })
  }

  stop(): void {
    this.unbind()
    this.peerGroups.stop()
    this.health.stop()
    this.names.close()
    this.tables.close()
    for (const session of this.settings.engine.sessions) session.connection.close()
    for (const { backend } of this.proxies) if (backend !== null) closeIdleServerConnections(backend)
    this.rings.close()
    for (const backend of this.#logBackends.values()) backend.close()
    this.#transports.close()
  }

  stoppedProxies(): string[] {
    return this.proxies.map(({ model, frontend, backend }) => {
      const front = frontend?.counters.totalConnections ?? 0
      const back = backend?.state.counters.totalSessions ?? 0
      return `Proxy ${model.name} stopped (cumulated conns: FE: ${front}, BE: ${back}).`
    })
  }
}

/** The options of every `ring` section by name. */
function ringsOf(model: Model): Map<string, RingOptions> {
  const rings = model.sections.filter((section) => section.kind === 'ring')
  return new Map(rings.map((section) => [section.name, section.options.get(ringOptions)]))
}

/** The servers of a backend in `mode log` that take datagrams. */
function datagramServers(proxy: ProxyModel): ReadonlySet<string> {
  const lines = proxy.options.get(serverLines).serverLines
  return new Set(lines.filter(({ address }) => address.isDatagram).map(({ name }) => name))
}

/** Manual 4.2, `fullconn`: a tenth of what the frontends that may branch here can bring, dynamic names left out. */
function defaultFullconn(backend: ProxyModel, proxies: readonly ProxyModel[], defaultMaxConnections: number): number {
  let total = 0
  for (const proxy of proxies) {
    if (!proxy.isFrontend) continue
    const options = proxy.options.get(proxyOptions)
    const leadsHere =
      proxy === backend ||
      options.defaultBackend?.target === backend ||
      options.useBackend.some(({ target }) => 'target' in target && target.target === backend)
    if (leadsHere)
      total += options.maxConnections ?? (Number.isFinite(defaultMaxConnections) ? defaultMaxConnections : 0)
  }
  return Math.max(1, Math.ceil(total / 10))
}

/** Idle HTTP connections end with a soft stop: there will be no further request on them. */
function closeIdleSessions(engine: Engine): void {
  const closes = engine.softStop!.sweep()
  for (const session of engine.sessions) {
    if (session.requests !== null && closes()) session.requests.closeIfIdle()
  }
}

function closeIdleServerConnections(backend: Backend): void {
  if (backend instanceof HttpBackend) backend.closeIdle()
}
