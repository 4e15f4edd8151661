import type { BackendState, ServerState } from '@weir/balance'
import type { OptionsStore, ProxyModel, RuleNode } from '@weir/keyword'
import {
  Backend,
  type BackendSettings,
  bindRules,
  loadedServerTls,
  type ProxyHeaderFormat,
  type ProxyHeaderWords,
  proxyOptions,
  type RuleList,
  resolveTimeouts,
  type ServerTransport,
  type SourceNode,
  serverTlsOptions,
  sourceOf,
  timeoutOptions,
  transportOptions,
} from '@weir/l4'
import { buildHttpServerSettings, HttpBackend } from '@weir/l7'
import { bindStickRules, stickOptions } from '@weir/stick-table'
import type { Assembly } from './assembly.ts'
import { httpSettingsOf } from './http-settings.ts'

/** Binds the rules of one ruleset of a proxy; null when it has none. */
export function rulesOf(assembly: Assembly, model: ProxyModel, ruleset: string): RuleList {
  const nodes: readonly RuleNode[] = model.rules.get(ruleset) ?? []
  return bindRules(nodes, assembly.binder)
}

/** The running backend around `state`. */
export function buildL4Backend(assembly: Assembly, model: ProxyModel, state: BackendState): Backend {
  const { engine } = assembly.settings
  const options = model.options.get(proxyOptions)
  const isHttp = model.mode === 'http'
  // A `listen` section has one list of rules: the frontend side runs it.
  const ownRules = model.isFrontend ? null : rulesOf(assembly, model, 'tcp-request content')
  const settings: BackendSettings = {
    state,
    id: model.id,
    mode: isHttp ? 'http' : 'tcp',
    timeouts: resolveTimeouts(model.options.get(timeoutOptions)),
    description: model.description,
    contentRules: ownRules,
    inspectDelayMs: options.inspectDelayMs ?? 0,
    responseRules: rulesOf(assembly, model, 'tcp-response content'),
    responseInspectDelayMs: options.responseInspectDelayMs ?? 0,
    retries: options.retries ?? 3,
    redispatchInterval: options.redispatchInterval,
    abortsOnClose: options.abortsOnClose ?? isHttp,
    hasServerKeepAlive: options.hasServerKeepAlive,
    serverProbes: options.serverProbes,
    hasNoLinger: options.hasNoLinger,
    hasIndependentTimeouts: options.hasIndependentTimeouts,
    filters: assembly.filtersOf(model),
    rdpCookieName: options.rdpCookieName,
    stickRules: bindStickRules(model.options.get(stickOptions), assembly.binder),
  }
  const backend = isHttp
    ? new HttpBackend(engine, settings, httpSettingsOf(assembly, model))
    : new Backend(engine, settings)
  for (const server of state.servers) connectServer(assembly, backend, server)
  return backend
}

/** Tells a backend how to reach one of its servers. */
export function connectServer(assembly: Assembly, backend: Backend, server: ServerState): void {
  const { source } = backend.state.options.get(proxyOptions)
  const transport = serverTransport(assembly, server.options, source)
  backend.transports.set(server, { ...transport, ...serverTls(assembly, backend, server.options) })
  if (backend instanceof HttpBackend) backend.setServerSettings(server, buildHttpServerSettings(server.options))
}

/** How to reach a server; a `source` line of the proxy holds for servers that have none of their own. */
function serverTransport(
  assembly: Assembly,
  server: OptionsStore,
  proxySource: SourceNode | null,
): Omit<ServerTransport, 'tls' | 'serverName'> {
  const { sendProxy, source, userTimeoutMs, congestionControl, isSticky, socksProxy } = server.get(transportOptions)
  return {
    sendProxy: headerFormat(sendProxy, assembly),
    source: sourceOf(source ?? proxySource),
    userTimeoutMs,
    congestionControl,
    isSticky,
    socksProxy,
  }
}

/** What PROXY headers tell; null where none is sent. */
function headerFormat({ versions, fields, formats }: ProxyHeaderWords, { binder }: Assembly): ProxyHeaderFormat | null {
  if (versions.size === 0 && fields.size === 0) return null
  return {
    version: versions.has(2) ? 2 : 1,
    fields,
    formats: formats.map(({ type, format }) => ({ type, value: binder.logFormat(format) })),
  }
}

/** How TLS is spoken with a server: an HTTP server is asked for the host of the request unless its line says otherwise. */
function serverTls(
  assembly: Assembly,
  { mode }: Backend,
  server: OptionsStore,
): Pick<ServerTransport, 'tls' | 'serverName' | 'poolName'> {
  const { binder } = assembly
  const tls = server.get(loadedServerTls).settings
  const pool = server.get(serverTlsOptions).poolName
  const poolName = pool === null ? null : binder.expression(pool, 'str')
  if (tls === null) return { tls, serverName: null, poolName }
  const { serverName, asksForHost } = server.get(serverTlsOptions)
  const hostOf = mode === 'http' && asksForHost ? assembly.language.parseExpression('req.hdr(host),field(1,:)') : null
  const name = serverName ?? hostOf
  return { tls, poolName, serverName: name === null ? null : binder.expression(name, 'str') }
}
