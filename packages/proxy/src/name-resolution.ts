import {
  type BackendObserver,
  type BackendState,
  resolutionOptions,
  type ServerLine,
  type ServerState,
  serverOptions,
} from '@weir/balance'
import {
  type Backend,
  createAcceptedFamilies,
  type Datagrams,
  type FamilyOptions,
  familyOptions,
  hasDefaultIpv6Route,
  Resolvers,
  type ResolversOptions,
  type ResolversPorts,
  type RunningResolvers,
  readResolvConf,
  resolvConfPath,
  resolversOptions,
  ServerResolver,
} from '@weir/l4'
import { HttpBackend } from '@weir/l7'
import { levels } from '@weir/log'
import type { Assembly } from './assembly.ts'
import { resolveServer } from './resolve-server.ts'

const ipv6RoutesPath = '/proc/net/ipv6_route'
/** Exists whether it is written or not (manual 5.3.2). */
const defaultSection = 'default'

/** The `resolvers` sections of a configuration, and the servers and rules whose names they resolve. */
export class NameResolution implements RunningResolvers {
  readonly sections: ReadonlyMap<string, Resolvers>
  readonly servers: ServerResolver
  readonly #assembly: Assembly

  constructor(assembly: Assembly, datagrams: Datagrams) {
    this.#assembly = assembly
    const { engine, model, files, isIpv4Only } = assembly.settings
    const { clock, timers, random, network } = engine
    const hasIpv6Route = (): boolean => hasDefaultIpv6Route(files.read(ipv6RoutesPath))
    const families: FamilyOptions = isIpv4Only ? { accepts: ['ipv4'] } : model.global.options.get(familyOptions)
    const acceptedFamilies = createAcceptedFamilies(families, clock, hasIpv6Route)
    const ports: ResolversPorts = { clock, timers, random, network, datagrams, acceptedFamilies }
    const options = new Map<string, ResolversOptions>()
    for (const section of model.sections) {
      if (section.kind === 'resolvers') options.set(section.name, section.options.get(resolversOptions))
    }
    if (!options.has(defaultSection)) {
      const nameservers = readResolvConf(files.read(resolvConfPath) ?? '')
      options.set(defaultSection, { ...resolversOptions.create(), nameservers })
    }
    this.sections = new Map([...options].map(([name, each]) => [name, new Resolvers(name, each, ports)]))
    this.servers = new ServerResolver((name) => this.find(name), {
      tell: (server, text) => {
        assembly.settings.report('warning', text)
        this.#log(server, text)
      },
      log: (server, text) => this.#log(server, text),
    })
  }

  find(name: string): Resolvers | null {
    return this.sections.get(name) ?? null
  }

  /** How many resolutions have failed: `FailedResolutions` of `show info`. */
  get failureCount(): number {
    let count = 0
    for (const { failureCount } of this.sections.values()) count += failureCount
    return count
  }

  /** Takes over the servers of a backend. */
  add(backend: Backend): void {
    this.servers.add(backend.state)
    if (backend instanceof HttpBackend) backend.state.observers.push(closesIdleConnections(backend))
  }

  /**
   * Finds the address that a server starts with, as its `init-addr` says. Gives the problem that stops the start, or
   * null.
   */
  async findFirstAddress(backend: BackendState, server: ServerState, line: ServerLine): Promise<string | null> {
    if ((server.hostName === null && server.serviceName === null) || server.address !== null) return null
    const { lookup, ignoresResolutionFailures, report } = this.#assembly.settings
    const { initAddr } = line.options.get(serverOptions)
    const mayWait = initAddr === null && line.options.get(resolutionOptions).resolvers !== null
    const methods = [...(initAddr ?? ['last', 'libc']), ...(ignoresResolutionFailures ? ['none'] : [])]
    // SRV records are beyond the system's resolver.
    const usable = methods.filter((method) => method !== 'last' && (server.hostName !== null || method !== 'libc'))
    const outcome = await resolveServer(server, line.address.family, usable, lookup)
    if (outcome === 'found') return null
    backend.startUnresolved(server)
    // A server that may do without an address is worth a word once one was looked for.
    const wasAsked = usable[0] !== 'none'
    if ((outcome === 'none' && !wasAsked) || (mayWait && server.hostName === null)) return null
    const place = `[${line.span.file}:${line.span.line}] : 'server ${backend.name}/${server.name}'`
    const name = server.hostName ?? server.serviceName
    if (usable.length === 0) return `parsing ${place} : no method found to resolve address '${name}'.`
    if (outcome !== 'none' && !mayWait) return `parsing ${place} : could not resolve address '${name}'.`
    report('warning', `${place} : could not resolve address '${name}', disabling server.`)
    return null
  }

  /** Whether a server starts with the address that its name had for a former process (`init-addr`, before all else). */
  takesLastAddress(server: ServerState): boolean {
    const { initAddr } = server.options.get(serverOptions)
    return (initAddr ?? ['last'])[0] === 'last'
  }

  start(): void {
    for (const resolvers of this.sections.values()) resolvers.start()
  }

  close(): void {
    for (const resolvers of this.sections.values()) resolvers.close()
  }

  #log(server: ServerState, text: string): void {
    this.#assembly.senders.get(server.backend.name)?.send(levels.indexOf('notice'), text)
  }
}

/** Idle connections lead to where the server was. */
function closesIdleConnections(backend: HttpBackend): BackendObserver {
  return { onAddressChange: (server) => backend.pool(server).closeAll() }
}
