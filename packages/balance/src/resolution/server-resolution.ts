import type { IpAddress } from '@weir/base'
import type { ServerState } from '../server-state.ts'
import { adminFlags } from '../server-states.ts'
import { chooseAddress } from './choose-address.ts'
import { resolutionOptions } from './options.ts'
import type { ResolutionReports } from './reports.ts'

/** Why a name has no address. `other` is everything that has no name of its own: malformed, empty, truncated answers. */
export type ResolutionFailure = 'nx' | 'refused' | 'timeout' | 'other'

const failureReasons: Readonly<Record<ResolutionFailure, string>> = {
  nx: 'DNS NX status',
  refused: 'DNS refused status',
  timeout: 'DNS timeout status',
  other: 'unspecified DNS error',
}

/**
 * What the addresses of a host name do to one server.
 *
 *   without address (MAINT) ── an address is free ──▶ attached to it, up
 *          ▲                                              │
 *          └── the address is gone and none is free, or the name fails for too long
 *
 * As long as the address that it is attached to is among the answers nothing happens, whatever address the runtime
 * socket gave the server meanwhile (seen in the oracle).
 */
export class ServerResolution {
  readonly server: ServerState
  readonly #reports: ResolutionReports

  constructor(server: ServerState, reports: ResolutionReports) {
    this.server = server
    this.#reports = reports
  }

  /** Takes an address of `addresses` when it has none of them. `by` is for the log. True when that changed the server. */
  onAddresses(addresses: readonly IpAddress[], by: string): boolean {
    const { server } = this
    if (server.resolvedAddress !== null && includes(addresses, server.resolvedAddress)) return false
    const options = server.options.get(resolutionOptions)
    const taken = options.allowsDuplicates ? [] : this.#addressesOfSiblings()
    const present = addressOf(server)
    if (present !== null && includes(addresses, present) && !includes(taken, present)) {
      server.resolvedAddress = present
      this.#endMaintenance()
      return false
    }
    const chosen = chooseAddress(addresses, { prefers: options.prefers, networks: options.networks, taken })
    if (chosen === null) {
      this.#lose('No IP for server ')
      return false
    }
    this.take(chosen, by)
    this.#endMaintenance()
    return true
  }

  /** The name has failed for longer than the section's `hold` allows. */
  onFailure(failure: ResolutionFailure): void {
    this.#lose(failureReasons[failure])
  }

  /** Moves the server to `address` and says so. */
  take(address: IpAddress, by: string): void {
    const { server } = this
    const old = addressOf(server)
    server.resolvedAddress = address
    if (old?.equals(address) === true) return
    server.backend.setAddress(server, { kind: 'ip', address, port: server.port }, server.port)
    this.#reports.tell(server, `${nameOf(server)} changed its IP from ${old ?? '(none)'} to ${address} by ${by}.`)
  }

  /** Forgets the answers, not the server's address: its name is another one. */
  detach(): void {
    this.server.resolvedAddress = null
  }

  #endMaintenance(): void {
    const { server } = this
    if ((server.adminFlags & adminFlags.resolutionMaintenance) === 0) return
    server.backend.setAdmin(server, 0, adminFlags.resolutionMaintenance, null)
    this.#reports.tell(server, `Server ${nameOf(server)} administratively READY thanks to valid DNS answer.`)
  }

  #lose(reason: string): void {
    this.detach()
    takeAddressAway(this.server, reason)
  }

  #addressesOfSiblings(): IpAddress[] {
    const { server } = this
    const name = server.hostName?.toLowerCase()
    return server.backend.servers.flatMap((other) => {
      if (other === server || other.hostName?.toLowerCase() !== name) return []
      const address = other.resolvedAddress ?? addressOf(other)
      return address === null ? [] : [address]
    })
  }
}

/** Puts a server without address into maintenance, for the reason that the log gives. */
export function takeAddressAway(server: ServerState, reason: string): void {
  if (server.address !== null) server.backend.setAddress(server, null, server.port)
  server.backend.setAdmin(server, adminFlags.resolutionMaintenance, 0, reason)
}

export const nameOf = (server: ServerState): string => `${server.backend.name}/${server.name}`

const includes = (addresses: readonly IpAddress[], address: IpAddress): boolean =>
  addresses.some((other) => other.equals(address))

const addressOf = ({ address }: ServerState): IpAddress | null => (address?.kind === 'ip' ? address.address : null)
