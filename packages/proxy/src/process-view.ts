import {
  type HttpFrontendCounters,
  listenerStatsOptions,
  type ProcessView,
  type ProxyView,
  processOptions,
  type RuntimeSocketView,
  type TlsCounters as TlsCountersView,
} from '@weir/control'
import type { Engine } from '@weir/l4'
import { CertificateRuntime, certificateStore } from '@weir/l4'
import { HttpBackend, HttpFrontend, httpEngineOf, httpOptions } from '@weir/l7'
import { levels } from '@weir/log'
import { getResourceLimit } from '@weir/os'
import { tablesView } from '@weir/stick-table'
import type { Assembly, RunningProxy } from './assembly.ts'
import { createCheckControl } from './check-control.ts'
import { createDynamicServers } from './dynamic-servers.ts'
import { moduleCountersOf } from './module-counters.ts'

/** How commands, statistics and metrics see the running parts. Everything is read at the time of asking. */
export function createProcessView(assembly: Assembly, sockets: () => readonly RuntimeSocketView[]): ProcessView {
  const { engine, model, product, environment, startupLog } = assembly.settings
  const process = model.global.options.get(processOptions)
  const proxies = assembly.proxies.map(viewProxy).sort((a, b) => a.id - b.id)
  const startedWallMs = engine.clock.wallMs()
  return {
    engine,
    productName: product.name,
    version: product.version,
    releaseDate: product.releaseDate,
    nodeName: process.node ?? engine.hostName,
    description: process.description,
    threadCount: 1,
    startedWallMs,
    limits: { files: fileLimit(), memoryMb: null, maxConnections: engine.maxConnections },
    proxies,
    get sockets() {
      return sockets()
    },
    logCounters: assembly.logCounters,
    rings: assembly.rings.byName,
    get startupLog() {
      return startupLog()
    },
    environment,
    patterns: assembly.patterns,
    variables: engine.processVariables,
    tables: tablesView(assembly.tables),
    peerGroups: assembly.peerGroups.all,
    dynamicServers: createDynamicServers(assembly),
    certificates: new CertificateRuntime(model.global.options.get(certificateStore).store),
    checks: createCheckControl(assembly.health),
    capturedErrors: httpEngineOf(engine).captured,
    get isStopping() {
      return assembly.isStopping
    },
    get bootTimeMs() {
      return assembly.bootTimeMs
    },
    get warningCount() {
      return assembly.warningCount
    },
    get totalBytesOut() {
      return engine.totalBytesOut
    },
    get bytesOutRate() {
      return engine.bytesOutRate.read(engine.clock.nowMs())
    },
    threadGroupCount: 1,
    tls: viewTls(engine),
    get compressionRates() {
      const { limits } = httpEngineOf(engine)
      const nowMs = engine.clock.nowMs()
      const { bytesPerSecond } = limits
      return {
        bytesIn: limits.bytesInRate.read(nowMs),
        bytesOut: limits.bytesOutRate.read(nowMs),
        limit: Number.isFinite(bytesPerSecond) ? bytesPerSecond : 0,
      }
    },
    get peers() {
      return assembly.peerGroups.counts()
    },
    get failedResolutions() {
      return assembly.names.failureCount
    },
    get caches() {
      return assembly.caches.all
    },
    resolvers: assembly.names.sections,
    names: assembly.names.servers,
    get receivedLogs() {
      return assembly.logForwards.receivedCount
    },
    blockedTrafficWarnings: 0,
    onOperatorAction(level, message, proxy) {
      assembly.settings.report(level, message)
      assembly.senders.get(proxy)?.send(levels.indexOf(level), message)
    },
  }
}

function viewProxy({ model, frontend, backend }: RunningProxy): ProxyView {
  return {
    name: model.name,
    id: model.id,
    guid: model.guid,
    mode: model.mode === 'http' ? 'http' : 'tcp',
    description: model.description,
    frontend,
    backend,
    hasSocketStats: model.options.get(listenerStatsOptions).showsListeners,
    cookieName: backend instanceof HttpBackend ? (model.options.get(httpOptions).cookie?.name ?? null) : null,
    http: frontend instanceof HttpFrontend ? countersOf(frontend) : null,
    compression: {
      frontend: frontend instanceof HttpFrontend ? frontend.compression : null,
      backend: backend instanceof HttpBackend ? backend.compression : null,
    },
    caching: {
      frontend: frontend instanceof HttpFrontend ? frontend : null,
      backend: backend instanceof HttpBackend ? backend : null,
    },
    modules: frontend instanceof HttpFrontend ? { frontend: moduleCountersOf(frontend), backend: null } : null,
  }
}

/** What TLS counts, and its limits; 0 for none. */
function viewTls(engine: Engine): TlsCountersView {
  const { tls, clock } = engine
  const limit = (value: number): number => (Number.isFinite(value) ? value : 0)
  return {
    get currentConnections() {
      return tls.currentConnections
    },
    get totalConnections() {
      return tls.totalConnections
    },
    get maxConnections() {
      return limit(engine.maxTlsConnections)
    },
    get connectionRate() {
      return tls.frontend.rate.read(clock.nowMs())
    },
    get connectionRateLimit() {
      return limit(engine.maxTlsConnectionsPerSecond)
    },
    get maximumConnectionRate() {
      return tls.frontend.maximum
    },
    get frontendKeyRate() {
      return tls.frontendKeys.rate.read(clock.nowMs())
    },
    get maximumFrontendKeyRate() {
      return tls.frontendKeys.maximum
    },
    get frontendReusePercent() {
      return tls.sessionReusePercent(clock.nowMs())
    },
    get backendKeyRate() {
      return tls.backendKeys.rate.read(clock.nowMs())
    },
    get maximumBackendKeyRate() {
      return tls.backendKeys.maximum
    },
    cacheLookups: 0,
    cacheMisses: 0,
  }
}

/** The counters of an HTTP frontend as the statistics name them. */
function countersOf(frontend: HttpFrontend): HttpFrontendCounters {
  return {
    responses: frontend.responses,
    get totalRequests() {
      return frontend.requestCount
    },
    requestRate: frontend.requestRate,
    get maximumRequestRate() {
      return frontend.maximumRequestRate
    },
    get interceptedRequests() {
      return frontend.interceptedRequests
    },
    get failedRewrites() {
      return frontend.failedRewrites
    },
    clear: (all) => frontend.clearCounters(all),
  }
}

function fileLimit(): number | null {
  try {
    return getResourceLimit('files')?.soft ?? null
  } catch {
    return null
  }
}
