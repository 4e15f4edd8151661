import type { ProxyModel, Reference } from '@weir/keyword'
import {
  type Backend,
  bindBackendRules,
  Frontend,
  type FrontendSettings,
  proxyOptions,
  resolveTimeouts,
  startTcpStream,
  type Timeouts,
  timeoutOptions,
} from '@weir/l4'
import { bindRequestCaptures, HttpFrontend, httpOptions, startHttpSession } from '@weir/l7'
import type { Assembly } from './assembly.ts'
import { rulesOf } from './build-backend.ts'
import { httpSettingsOf } from './http-settings.ts'
import { buildListeners } from './listeners.ts'
import { createStreamLog } from './logging.ts'

/** What `timeout connect` says in `defaults` is for backends. */
function frontendTimeouts({ kind, options }: ProxyModel): Timeouts {
  const own = options.get(timeoutOptions)
  return resolveTimeouts(kind === 'frontend' ? { ...own, connectMs: null } : own)
}

/** The frontend of a section, with its listeners, unbound and without a way to backends. */
export function buildFrontend(assembly: Assembly, model: ProxyModel): Frontend {
  const { engine, proxyMaxConnections } = assembly.settings
  const options = model.options.get(proxyOptions)
  const isHttp = model.mode === 'http'
  const maxConnections = options.maxConnections ?? proxyMaxConnections ?? 0
  const settings: FrontendSettings = {
    name: model.name,
    id: model.id,
    mode: isHttp ? 'http' : 'tcp',
    timeouts: frontendTimeouts(model),
    handler: isHttp ? startHttpSession : startTcpStream,
    httpHandler: startHttpSession,
    description: model.description,
    maxConnections: maxConnections === 0 ? Number.POSITIVE_INFINITY : maxConnections,
    maxSessionsPerSecond: options.maxSessionsPerSecond ?? Number.POSITIVE_INFINITY,
    inspectDelayMs: options.inspectDelayMs ?? 0,
    hasClientKeepAlive: options.hasClientKeepAlive,
    clientProbes: options.clientProbes,
    hasNoLinger: options.hasNoLinger,
    hasIndependentTimeouts: options.hasIndependentTimeouts,
    countsContinuously: options.countsContinuously,
    filters: assembly.filtersOf(model),
  }
  const frontend = isHttp ? new HttpFrontend(engine, settings) : new Frontend(engine, settings)
  assembly.resolver.frontends.set(model, frontend)
  buildListeners(frontend, model, assembly.settings.model.global)
  return frontend
}

/** Binds what may name other proxies: rules, backends, the log. `own` is the backend side of a `listen` section. */
export function connectFrontend(assembly: Assembly, model: ProxyModel, frontend: Frontend, own: Backend | null): void {
  const options = model.options.get(proxyOptions)
  frontend.connectionRules = rulesOf(assembly, model, 'tcp-request connection')
  frontend.sessionRules = rulesOf(assembly, model, 'tcp-request session')
  frontend.contentRules = rulesOf(assembly, model, 'tcp-request content')
  frontend.requestCaptureCount = bindRequestCaptures(model.options, model.rules)?.length ?? 0
  if (frontend instanceof HttpFrontend) frontend.http = httpSettingsOf(assembly, model)
  const { uniqueIdFormat } = model.options.get(httpOptions)
  frontend.uniqueId = uniqueIdFormat === null ? null : assembly.binder.logFormat(uniqueIdFormat)
  frontend.backendRules = bindBackendRules(options.useBackend, assembly.binder, (name) => assembly.backend(name))
  const isDefaultUsable = options.defaultBackend !== null && options.defaultBackend.target !== null
  frontend.defaultBackend = (isDefaultUsable ? runningBackend(assembly, options.defaultBackend!) : null) ?? own
  frontend.log = createStreamLog(model, assembly.settings.model, assembly.senders.get(model.name)!, assembly.language)
}

function runningBackend(assembly: Assembly, reference: Reference): Backend | null {
  return assembly.resolver.resolve(reference) as Backend | null
}
