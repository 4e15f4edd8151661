import { formatSocketAddress, Timeout } from '@weir/base'
import type { SectionModel } from '@weir/keyword'
import {
  bindLines,
  datagramBindLines,
  Frontend,
  Listener,
  listenersOf,
  processOptions,
  proxyOptions,
  resolveTimeouts,
  type Session,
  timeoutOptions,
} from '@weir/l4'
import {
  type DatagramReceiver,
  LogForwarder,
  type LogTransports,
  logForwardOptions,
  logOptions,
  MessageStream,
  type ReceiveDatagrams,
  resolveLogTargets,
} from '@weir/log'
import type { Assembly } from './assembly.ts'
import { listenerDefaults } from './listeners.ts'
import { describeSystemError } from './system-error.ts'

/** Manual 3.10: what a forwarder serves at a time unless `maxconn` says otherwise. */
const defaultMaxConnections = 10

/** The sections `log-forward`, each with what it listens on. */
export class LogForwards {
  /** Messages taken in so far. */
  receivedCount = 0
  readonly frontends: readonly Frontend[]
  readonly #assembly: Assembly
  readonly #forwarders: readonly { readonly section: SectionModel; readonly forwarder: LogForwarder }[]
  readonly #receive: ReceiveDatagrams
  readonly #receivers = new Map<string, DatagramReceiver>()
  #isClosed = false

  constructor(assembly: Assembly, transports: LogTransports, receive: ReceiveDatagrams) {
    this.#assembly = assembly
    this.#receive = receive
    const { model, engine } = assembly.settings
    const sections = model.sections.filter(({ kind }) => kind === 'log-forward')
    const global = model.global.options.get(logOptions)
    this.#forwarders = sections.map((section) => {
      const { isParsed, host } = section.options.get(logForwardOptions)
      const options = {
        targets: resolveLogTargets(section.options.get(logOptions).lines, global.lines),
        transportOf: transports.transportOf.bind(transports),
        clock: engine.clock,
        host,
        isParsed,
        maxMessageBytes: engine.bufferSizeBytes,
      }
      return { section, forwarder: new LogForwarder(options, assembly.logCounters) }
    })
    this.frontends = this.#forwarders.map(({ section, forwarder }) => this.#listen(section, forwarder))
  }

  /** True when there is something to listen on. */
  get canListen(): boolean {
    const hasDatagrams = this.#forwarders.some(
      ({ section }) => section.options.get(datagramBindLines).addresses.length > 0,
    )
    return hasDatagrams || this.frontends.some(({ listeners }) => listeners.length > 0)
  }

  /** Binds every datagram socket that is not bound. Returns the problems. */
  async bind(): Promise<string[]> {
    const problems: string[] = []
    this.#isClosed = false
    for (const { section, forwarder } of this.#forwarders) {
      for (const address of section.options.get(datagramBindLines).addresses) {
        const place = formatSocketAddress(address)
        const key = `${section.name} ${place}`
        if (this.#receivers.has(key)) continue
        try {
          const receiver = await this.#receive(address.address, address.port, (data, sender) => {
            this.receivedCount++
            forwarder.receive(data, sender)
          })
          if (this.#isClosed) receiver.close()
          else this.#receivers.set(key, receiver)
        } catch (error) {
          problems.push(
            `Starting proxy ${section.name}: cannot bind UDP socket (${describeSystemError(error)}) [${place}]`,
          )
        }
      }
    }
    return problems
  }

  /** Lets go of all addresses. */
  unbind(): void {
    this.#isClosed = true
    for (const receiver of this.#receivers.values()) receiver.close()
    this.#receivers.clear()
    for (const frontend of this.frontends) for (const listener of frontend.listeners) listener.stop()
  }

  #listen(section: SectionModel, forwarder: LogForwarder): Frontend {
    const { engine, model } = this.#assembly.settings
    const { backlog, maxConnections } = section.options.get(proxyOptions)
    const timeouts = resolveTimeouts(section.options.get(timeoutOptions))
    const { isAlwaysLines } = section.options.get(logForwardOptions)
    const frontend = new Frontend(engine, {
      name: section.name,
      id: 0,
      mode: 'tcp',
      timeouts,
      maxConnections: maxConnections === null || maxConnections === 0 ? defaultMaxConnections : maxConnections,
      handler: (session) => this.#serve(session, forwarder, isAlwaysLines, timeouts.clientMs),
    })
    const { reusesPorts } = model.global.options.get(processOptions)
    for (const line of section.options.get(bindLines).lines) {
      const defaults = listenerDefaults({ backlog, reusesPorts })
      for (const settings of listenersOf(line, defaults)) new Listener(frontend, settings)
    }
    return frontend
  }

  /** Reads the messages of one client until it ends, breaks the framing or says nothing for too long. */
  #serve(session: Session, forwarder: LogForwarder, isAlwaysLines: boolean, clientMs: number): void {
    const { engine } = this.#assembly.settings
    const { connection } = session
    const from = session.sourceAddress
    const sender = from?.kind === 'ip' ? from.address.toString() : null
    const inactivity = new Timeout(engine.timers, () => connection.close())
    const stream = new MessageStream({
      maxMessageBytes: engine.bufferSizeBytes,
      isAlwaysLines,
      onMessage: (data) => {
        this.receivedCount++
        forwarder.receive(data, sender)
      },
    })
    connection.sink = {
      onData: (chunk) => {
        inactivity.arm(clientMs)
        if (!stream.push(chunk)) connection.close()
      },
      onDrain: () => {},
      onEnd: () => connection.close(),
      onClose: () => {
        inactivity.dispose()
        session.end()
      },
    }
    inactivity.arm(clientMs)
    connection.resume()
  }
}
