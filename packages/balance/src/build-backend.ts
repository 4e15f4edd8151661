import type { AlgorithmKeyword, Binder, OptionsStore, ProxyModel, SampleContext } from '@weir/keyword'
import type { AlgorithmFactory } from './algorithm.ts'
import { random } from './algorithms/random.ts'
import { roundrobin } from './algorithms/roundrobin.ts'
import { type BackendPorts, BackendState } from './backend-state.ts'
import { serverHashKey } from './hash-key.ts'
import { lacksHttp } from './layer7-hash.ts'
import { type BalanceOptions, balanceOptions, type ServerLine, serverLines, serverOptions } from './options.ts'
import { isServiceName } from './resolution/options.ts'
import type { ServerSettings, ServerState } from './server-state.ts'

/** What the configuration says elsewhere. */
export interface BackendSurroundings {
  /** `option redispatch`. */
  readonly redispatches: boolean
  /** A tenth of the connections that frontends may bring, for a backend without `fullconn`. */
  readonly defaultFullconn: number
  /** Rise and fall of a server's check, where it has one. */
  checkThresholds?(options: OptionsStore): { readonly rise: number; readonly fall: number }
}

/** Makes the running backend of a proxy section, its servers and its algorithm. Tracking is set up by `linkTracking`. */
export function buildBackend(
  proxy: ProxyModel,
  binder: Binder,
  ports: BackendPorts,
  surroundings: BackendSurroundings,
): BackendState {
  const options = proxy.options.get(balanceOptions)
  const backend = new BackendState(
    {
      id: proxy.id,
      name: proxy.name,
      guid: proxy.guid,
      options: proxy.options,
      usesAllBackups: options.usesAllBackups,
      persistsOnDown: options.persistsOnDown,
      redispatches: surroundings.redispatches,
      fullconn: options.fullconn ?? surroundings.defaultFullconn,
    },
    ports,
  )
  const lines = proxy.options.get(serverLines).serverLines
  const ids = assignIds(lines)
  for (const line of lines) {
    const thresholds = surroundings.checkThresholds?.(line.options) ?? { rise: 2, fall: 3 }
    const settings = serverSettings(line, ids.get(line)!, thresholds)
    // Messages know no weights.
    backend.addServer(proxy.mode === 'log' ? { ...settings, weight: 1 } : settings, line.options)
  }
  backend.setAlgorithm(
    createAlgorithm(
      proxy,
      binder,
    )({
      random: ports.random,
      hash: {
        ...options.hashType,
        balanceFactor: options.balanceFactor,
        preserveAffinity: options.preserveAffinity,
      },
    }),
  )
  backend.useServer = bindUseServer(options, binder, backend)
  return backend
}

/** The settings of one `server` line. */
export function serverSettings(
  line: ServerLine,
  id: number,
  thresholds: { readonly rise: number; readonly fall: number },
): ServerSettings {
  const options = line.options.get(serverOptions)
  const { address } = line
  const { hostName } = address
  const isService = hostName !== null && isServiceName(hostName)
  const addressText = address.address?.kind === 'ip' ? address.address.address.toString() : address.text
  return {
    id,
    hashKey: serverHashKey(options, id, addressText, address.port),
    name: line.name,
    guid: options.guid,
    address: address.address,
    addressText: address.text,
    hostName: isService ? null : hostName,
    serviceName: isService ? hostName : null,
    usesClientAddress: address.usesClientAddress,
    port: isService ? 0 : address.port,
    portRule: isService ? 'fixed' : address.portRule,
    isBackup: options.isBackup,
    weight: options.weight,
    maxconn: options.maxconn > 0 ? options.maxconn : options.minconn,
    minconn: options.minconn,
    maxqueue: options.maxqueue,
    slowStartMs: options.slowStartMs,
    isDisabled: options.isDisabled,
    cookie: options.cookie,
    rise: thresholds.rise,
    fall: thresholds.fall,
  }
}

/** Makes every server with `track` follow its target. Called once all backends are built. */
export function linkTracking(backends: readonly BackendState[], binder: Binder): void {
  for (const backend of backends) {
    for (const server of backend.servers) {
      const { track } = server.options.get(serverOptions)
      if (track !== null) backend.track(server, binder.resolve<ServerState>(track))
    }
  }
}

function createAlgorithm(proxy: ProxyModel, binder: Binder): AlgorithmFactory {
  const options = proxy.options.get(balanceOptions)
  if (lacksHttp(proxy) || (options.algorithm?.name === 'log-hash' && proxy.mode !== 'log'))
    return roundrobin.create([], binder)
  if (options.algorithm === null) return random.create([2], binder)
  const keyword = options.algorithm.keyword as unknown as AlgorithmKeyword<readonly [], AlgorithmFactory>
  return keyword.create(options.algorithm.values as never, binder)
}

/** Given identifiers first, then the free numbers in order from 1. */
function assignIds(lines: readonly ServerLine[]): Map<ServerLine, number> {
  const ids = new Map<ServerLine, number>()
  const taken = new Set<number>()
  for (const line of lines) {
    const { id } = line.options.get(serverOptions)
    if (id === null) continue
    ids.set(line, id)
    taken.add(id)
  }
  let next = 1
  for (const line of lines) {
    if (ids.has(line)) continue
    while (taken.has(next)) next++
    ids.set(line, next++)
  }
  return ids
}

function bindUseServer(options: BalanceOptions, binder: Binder, backend: BackendState): BackendState['useServer'] {
  if (options.useServer.length === 0) return null
  const rules = options.useServer.map((rule) => {
    const matches = binder.condition(rule.condition)!
    if ('items' in rule.server) {
      const name = binder.logFormat(rule.server)
      return { matches, server: (context: SampleContext) => backend.server(name(context)) }
    }
    const { name } = rule.server
    return { matches, server: () => backend.server(name.slice(name.indexOf('/') + 1)) }
  })
  return (context, isUsable) => {
    for (const rule of rules) {
      if (!rule.matches(context)) continue
      const server = rule.server(context)
      if (server !== null && isUsable(server)) return server
    }
    return null
  }
}
