import type { IpAddress } from '@weir/base'
import type { ServerState } from '../server-state.ts'
import { adminFlags } from '../server-states.ts'
import { resolutionOptions } from './options.ts'
import type { ResolutionReports } from './reports.ts'
import { nameOf, type ServerResolution, takeAddressAway } from './server-resolution.ts'

/** One SRV record, with the address that came beside it. */
export interface ServiceRecord {
  readonly target: string
  readonly port: number
  /** 0 … 65535. */
  readonly weight: number
  /** Of the target, from the additional records of the answer; null when it has to be asked for. */
  readonly address: IpAddress | null
}

/** A server of a service, and what resolves the host name that it is given. */
export interface ServiceSlot {
  readonly server: ServerState
  readonly resolution: ServerResolution
  /** Asks for the addresses of `hostName` from here on, or of nothing for null. */
  resolve(hostName: string | null): void
}

/**
 * The servers that share the SRV records of one name: each record has one, records beyond their number have none. A slot
 * that becomes free is used again after all others (seen in the oracle).
 */
export class ServiceSlots {
  readonly #free: ServiceSlot[]
  readonly #used = new Map<string, ServiceSlot>()
  readonly #reports: ResolutionReports

  constructor(slots: readonly ServiceSlot[], reports: ResolutionReports) {
    this.#free = [...slots]
    this.#reports = reports
  }

  /** The records that hold, all of them. None empties every slot. */
  apply(records: readonly ServiceRecord[]): void {
    const keys = new Set(records.map(keyOf))
    for (const [key, slot] of [...this.#used]) if (!keys.has(key)) this.#release(key, slot)
    for (const record of records) {
      const key = keyOf(record)
      const slot = this.#used.get(key)
      if (slot === undefined) this.#assign(key, record)
      else {
        this.#weigh(slot.server, record)
        if (record.address !== null) slot.resolution.take(record.address, additional)
      }
    }
  }

  #assign(key: string, record: ServiceRecord): void {
    const slot = this.#free.shift()
    if (slot === undefined) return
    this.#used.set(key, slot)
    const { server, resolution } = slot
    const { backend } = server
    server.hostName = record.target
    server.port = record.port
    this.#weigh(server, record)
    if (record.address !== null) resolution.take(record.address, additional)
    this.#reports.log(server, `${nameOf(server)} changed its FQDN from (null) to ${record.target} by 'SRV record'`)
    const clear = record.address === null ? 0 : adminFlags.resolutionMaintenance
    backend.setAdmin(server, adminFlags.hostNameMaintenance, clear, null)
    slot.resolve(record.address === null ? record.target : null)
  }

  #weigh(server: ServerState, { weight }: ServiceRecord): void {
    if (server.options.get(resolutionOptions).ignoresWeight) return
    // 65536 steps of DNS to the 256 of a server, none of which is 0.
    const userWeight = Math.floor(weight / 256) + 1
    if (server.userWeight !== userWeight) server.backend.setWeight(server, userWeight)
  }

  #release(key: string, slot: ServiceSlot): void {
    const { server, resolution } = slot
    this.#used.delete(key)
    this.#free.push(slot)
    slot.resolve(null)
    resolution.detach()
    server.hostName = null
    server.port = 0
    takeAddressAway(server, 'entry removed from SRV record')
  }
}

const additional = 'DNS additional record'
const keyOf = ({ target, port }: ServiceRecord): string => `${target.toLowerCase()}:${port}`
