import type { BackendState, ServerState } from '@weir/balance'
import { formatSocketAddress } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import { LogRing, type LogTransport, logServerOptions, openUdpTransport, RingForwarder } from '@weir/log'
import type { Assembly } from './assembly.ts'

/** Messages that wait for a server over TCP, unless `log-bufsize` says otherwise: a buffer's worth. */
const defaultBufferBytes = 16384

interface OpenServer {
  readonly place: string
  readonly transport: LogTransport
}

/** A backend in `mode log`: sends each message to one of its servers. */
export class LogBackend implements LogTransport {
  readonly #assembly: Assembly
  readonly #state: BackendState
  readonly #datagrams: ReadonlySet<string>
  readonly #open = new Map<ServerState, OpenServer>()

  /** `datagrams` are the names of servers that are reached by UDP. */
  constructor(assembly: Assembly, state: BackendState, datagrams: ReadonlySet<string>) {
    this.#assembly = assembly
    this.#state = state
    this.#datagrams = datagrams
  }

  send(data: Uint8Array, textAt = 0): boolean {
    if (!this.#state.isAvailable) return false
    const { engine } = this.#assembly.settings
    const context: SampleContext = {
      clock: engine.clock,
      random: engine.random,
      logMessage: Buffer.from(data.buffer, data.byteOffset + textAt, data.length - textAt - 1).toString('latin1'),
    }
    const server = this.#state.algorithm.choose(context, null)
    return server !== null && (this.#transportOf(server)?.send(data) ?? false)
  }

  close(): void {
    for (const { transport } of this.#open.values()) transport.close()
    this.#open.clear()
  }

  /** What leads to a server where it is; null as long as its name is unknown. */
  #transportOf(server: ServerState): LogTransport | null {
    const { address } = server
    if (address === null) return null
    const place = formatSocketAddress(address)
    const known = this.#open.get(server)
    if (known?.place === place) return known.transport
    known?.transport.close()
    const transport = this.#datagrams.has(server.name) ? openDatagrams(server) : this.#openStream(server)
    if (transport === null) return null
    this.#open.set(server, { place, transport })
    return transport
  }

  #openStream(server: ServerState): LogTransport | null {
    const { address } = server
    if (address === null) return null
    const { framing, bufferSizeBytes } = server.options.get(logServerOptions)
    const sizeBytes = bufferSizeBytes ?? defaultBufferBytes
    const ring = new LogRing({ name: server.name, description: '', frame: 'raw', sizeBytes, maxLengthBytes: sizeBytes })
    const { settings } = this.#assembly
    const forwarder = new RingForwarder({
      ring,
      address:
        address.kind === 'unix'
          ? { path: address.isAbstract ? `\0${address.path}` : address.path }
          : { host: address.address.toString(), port: address.port },
      framing,
      clock: settings.engine.clock,
      connectTimeoutMs: null,
      serverTimeoutMs: null,
      onProblem: (problem) => settings.report('warning', problem),
    })
    forwarder.start()
    return { send: (data) => ring.append(data.subarray(0, data.length - 1)), close: () => forwarder.close() }
  }
}

function openDatagrams({ address }: ServerState): LogTransport | null {
  if (address?.kind !== 'ip') return null
  return openUdpTransport(address.address, address.port)
}
