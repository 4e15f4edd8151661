import { type Clock, formatSocketAddress, type SocketAddress } from '@weir/base'
import type { DatagramPeer, Datagrams } from './datagrams.ts'

/** Answers one datagram with any number of them: `reply` may be called at once, later, or never. */
export type DatagramService = (data: Uint8Array, reply: (data: Uint8Array) => void) => void

/** Datagrams inside the process, on a clock; each takes `latencyMs` one way. Without a service they are lost. */
export class MemoryDatagrams implements Datagrams {
  readonly latencyMs: number
  readonly #clock: Clock
  readonly #services = new Map<string, DatagramService>()
  /** Sockets that are not closed. */
  openCount = 0

  constructor(clock: Clock, latencyMs = 0) {
    this.#clock = clock
    this.latencyMs = latencyMs
  }

  serve(address: SocketAddress, service: DatagramService): void {
    this.#services.set(formatSocketAddress(address), service)
  }

  open(remote: SocketAddress, onMessage: (data: Uint8Array) => void): DatagramPeer {
    const key = formatSocketAddress(remote)
    let isOpen = true
    this.openCount++
    const deliver = (data: Uint8Array): void => {
      this.#clock.schedule(this.latencyMs, () => {
        if (isOpen) onMessage(data)
      })
    }
    return {
      send: (data) => {
        if (!isOpen) return false
        const copy = data.slice()
        this.#clock.schedule(this.latencyMs, () => this.#services.get(key)?.(copy, deliver))
        return true
      },
      close: () => {
        if (isOpen) this.openCount--
        isOpen = false
      },
    }
  }
}
