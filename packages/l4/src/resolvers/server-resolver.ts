import {
  type BackendState,
  type ResolutionReports,
  resolutionOptions,
  ServerResolution,
  type ServerState,
  type ServiceSlot,
  ServiceSlots,
} from '@weir/balance'
import type { ResolutionUser } from './resolution.ts'
import type { Resolvers } from './resolvers.ts'

/** Keeps the servers of backends at the addresses that their names have. */
export class ServerResolver {
  readonly #reports: ResolutionReports
  readonly #find: (name: string) => Resolvers | null
  readonly #hosts = new Map<ServerState, HostLink>()

  constructor(find: (name: string) => Resolvers | null, reports: ResolutionReports) {
    this.#find = find
    this.#reports = reports
  }

  /** Takes over the servers that name a `resolvers` section. Nothing is asked before that section starts. */
  add(backend: BackendState): void {
    const services = new Map<string, { resolvers: Resolvers; name: string; family: 4 | 6; slots: ServiceSlot[] }>()
    for (const server of backend.servers) {
      const { resolvers: sectionName, prefers } = server.options.get(resolutionOptions)
      const resolvers = sectionName === null ? null : this.#find(sectionName)
      if (resolvers === null || (server.hostName === null && server.serviceName === null)) continue
      const link = new HostLink(server, resolvers, prefers, this.#reports)
      this.#hosts.set(server, link)
      if (server.serviceName === null) {
        link.resolve(server.hostName)
        continue
      }
      const key = `${sectionName} ${server.serviceName.toLowerCase()}`
      const service = services.get(key) ?? { resolvers, name: server.serviceName, family: prefers, slots: [] }
      service.slots.push(link)
      services.set(key, service)
    }
    for (const { resolvers, name, family, slots } of services.values()) {
      resolvers.use(name, 'service', family, serviceUser(new ServiceSlots(slots, this.#reports)))
    }
  }

  /** True when the name of this server is resolved while running. */
  resolves(server: ServerState): boolean {
    return this.#hosts.has(server)
  }

  /** Gives a server another host name, whose addresses count from here on. Only for servers that are resolved. */
  setHostName(server: ServerState, hostName: string): void {
    const link = this.#hosts.get(server)
    if (link === undefined) throw new Error(`nobody resolves the name of '${server.backend.name}/${server.name}'`)
    link.resolution.detach()
    server.hostName = hostName
    link.resolve(hostName)
  }
}

/** A server and what resolves its host name, which may change. */
class HostLink implements ServiceSlot, ResolutionUser {
  readonly server: ServerState
  readonly resolution: ServerResolution
  readonly #resolvers: Resolvers
  readonly #family: 4 | 6
  #end: (() => void) | null = null

  constructor(server: ServerState, resolvers: Resolvers, family: 4 | 6, reports: ResolutionReports) {
    this.server = server
    this.resolution = new ServerResolution(server, reports)
    this.#resolvers = resolvers
    this.#family = family
  }

  resolve(hostName: string | null): void {
    this.#end?.()
    this.#end = hostName === null ? null : this.#resolvers.use(hostName, 'host', this.#family, this)
  }

  onRecords(resolution: Parameters<ResolutionUser['onRecords']>[0], by: string): boolean {
    return this.resolution.onAddresses(resolution.addresses.values, by)
  }

  onFailure(failure: Parameters<ResolutionUser['onFailure']>[0]): void {
    this.resolution.onFailure(failure)
  }
}

function serviceUser(slots: ServiceSlots): ResolutionUser {
  return {
    onRecords(resolution) {
      slots.apply(resolution.services.values)
      return false
    },
    onFailure: () => slots.apply([]),
  }
}
