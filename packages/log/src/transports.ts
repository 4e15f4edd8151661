import { type Clock, type IpAddress, parseIpAddress } from '@weir/base'
import { LogRing } from './ring.ts'
import { destinationKey, type LogDestination, type LogHost, type LogTarget } from './target.ts'
import type { LogTransport } from './transport.ts'
import { openUdpTransport, openUnixTransport } from './transports/datagram.ts'
import { openDescriptorTransport } from './transports/descriptor.ts'
import { openRingTransport } from './transports/ring.ts'
import { RingForwarder, type StreamAddress, streamAddressOf, streamPathOf } from './transports/stream.ts'

/** How destinations are opened: a port, so that tests and embedders can take over any of them. */
export interface TransportPorts {
  readonly clock: Clock
  /** The rings of the configuration by name. */
  readonly rings: ReadonlyMap<string, LogRing>
  /** Looks a host name up; null when it does not resolve. */
  readonly lookup: (host: string, family: 'any' | 4 | 6) => Promise<string | null>
  /** The backends in `mode log` by name, once they are made. */
  readonly backend?: (name: string) => LogTransport | null
  /** Said once per destination that cannot be used, or that breaks later. */
  readonly onProblem: (problem: string) => void
  readonly openUdp?: (address: IpAddress, port: number) => LogTransport
  readonly openUnix?: (path: string, isAbstract: boolean) => LogTransport
  readonly openDescriptor?: (fd: number) => LogTransport
}

/** The bytes that a TCP target may be behind before messages are lost. */
const streamRingSizeBytes = 262144

/** Opens destinations, each once: targets that agree share a socket. */
export class LogTransports {
  readonly #ports: TransportPorts
  readonly #open = new Map<string, LogTransport>()
  readonly #forwarders: RingForwarder[] = []
  #isStarted = false

  constructor(ports: TransportPorts) {
    this.#ports = ports
  }

  /** The transport of a target. One that cannot be opened drops all messages, and the reason is reported. */
  transportOf(target: Pick<LogTarget, 'destination'>): LogTransport {
    const key = destinationKey(target.destination)
    let transport = this.#open.get(key)
    if (transport === undefined) {
      try {
        transport = this.#openDestination(target.destination)
      } catch (error) {
        this.#ports.onProblem(`log target '${key}': ${(error as Error).message}`)
        transport = nowhere
      }
      this.#open.set(key, transport)
    }
    return transport
  }

  /** Connects to the targets that are reached by connections; until then they keep what they are sent. */
  start(): void {
    this.#isStarted = true
    for (const forwarder of this.#forwarders) forwarder.start()
  }

  /** Closes everything. May be called twice. */
  close(): void {
    this.#forwarders.length = 0
    for (const transport of this.#open.values()) transport.close()
    this.#open.clear()
  }

  #openDestination(destination: LogDestination): LogTransport {
    const ports = this.#ports
    switch (destination.kind) {
      case 'udp': {
        const open = (address: IpAddress): LogTransport =>
          (ports.openUdp ?? openUdpTransport)(address, destination.port)
        return destination.address === null ? this.#openLater(destination, open) : open(destination.address)
      }
      case 'tcp':
        return this.#openStream(streamAddressOf(destination), `${destination.host}:${destination.port}`)
      case 'unix':
        if (destination.isStream === true) return this.#openStream(streamPathOf(destination), destination.path)
        return (ports.openUnix ?? openUnixTransport)(destination.path, destination.isAbstract)
      case 'descriptor':
        return (ports.openDescriptor ?? openDescriptorTransport)(destination.fd)
      case 'ring': {
        const ring = ports.rings.get(destination.name)
        if (ring === undefined) throw new Error(`unknown ring named '${destination.name}'`)
        return openRingTransport(ring)
      }
      case 'backend':
        return { send: (data, textAt) => ports.backend?.(destination.name)?.send(data, textAt) ?? false, close() {} }
    }
  }

  #openStream(address: StreamAddress, name: string): LogTransport {
    const settings = {
      name,
      description: '',
      frame: 'local' as const,
      sizeBytes: streamRingSizeBytes,
    }
    const ring = new LogRing({ ...settings, maxLengthBytes: streamRingSizeBytes })
    const forwarder = new RingForwarder({
      ring,
      address,
      framing: 'legacy',
      clock: this.#ports.clock,
      connectTimeoutMs: 5000,
      serverTimeoutMs: null,
      onProblem: this.#ports.onProblem,
    })
    this.#forwarders.push(forwarder)
    if (this.#isStarted) forwarder.start()
    return { send: openRingTransport(ring).send, close: () => forwarder.close() }
  }

  /** Messages are dropped until the name is known. */
  #openLater({ host, family }: LogHost, open: (address: IpAddress) => LogTransport): LogTransport {
    let transport: LogTransport | null = null
    let isClosed = false
    this.#ports.lookup(host, family ?? 'any').then(
      (text) => {
        const address = text === null ? null : parseIpAddress(text)
        if (address === null) this.#ports.onProblem(`log target: could not resolve address '${host}'`)
        else if (!isClosed) transport = open(address)
      },
      () => this.#ports.onProblem(`log target: could not resolve address '${host}'`),
    )
    return {
      send: (data) => transport?.send(data) ?? false,
      close() {
        isClosed = true
        transport?.close()
      },
    }
  }
}

const nowhere: LogTransport = { send: () => false, close: () => {} }
