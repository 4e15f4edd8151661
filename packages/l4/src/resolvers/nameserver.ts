import type { TimerQueue } from '@weir/base'
import { sourceOf } from '../assemble.ts'
import type { Network } from '../network/connection.ts'
import { nextSource } from '../source-ports.ts'
import type { DatagramPeer, Datagrams } from './datagrams.ts'
import type { NameserverLine } from './options.ts'
import { StreamPeer } from './stream-peer.ts'

/** What `show resolvers` tells of a name server (management manual 9.3). */
export interface NameserverCounters {
  sent: number
  sendErrors: number
  valid: number
  /** Answers that have changed a server. */
  updates: number
  aliases: number
  aliasErrors: number
  empty: number
  nx: number
  timeouts: number
  refused: number
  other: number
  invalid: number
  tooBig: number
  truncated: number
  /** Answers that nobody waits for: late, to another question, or made up. */
  outdated: number
}

export interface NameserverPorts {
  readonly network: Network
  readonly datagrams: Datagrams
  readonly timers: TimerQueue
}

/** One name server of a section. Its socket is opened with the first question. */
export class Nameserver {
  readonly name: string
  readonly line: NameserverLine
  readonly counters: NameserverCounters = {
    sent: 0,
    sendErrors: 0,
    valid: 0,
    updates: 0,
    aliases: 0,
    aliasErrors: 0,
    empty: 0,
    nx: 0,
    timeouts: 0,
    refused: 0,
    other: 0,
    invalid: 0,
    tooBig: 0,
    truncated: 0,
    outdated: 0,
  }
  readonly #ports: NameserverPorts
  readonly #onMessage: (nameserver: Nameserver, message: Uint8Array) => void
  #peer: DatagramPeer | null = null

  constructor(
    line: NameserverLine,
    ports: NameserverPorts,
    onMessage: (nameserver: Nameserver, message: Uint8Array) => void,
  ) {
    this.line = line
    this.name = line.name
    this.#ports = ports
    this.#onMessage = onMessage
  }

  send(message: Uint8Array): void {
    this.#peer ??= this.#open()
    if (this.#peer.send(message)) this.counters.sent++
    else this.counters.sendErrors++
  }

  close(): void {
    this.#peer?.close()
    this.#peer = null
  }

  #open(): DatagramPeer {
    const { address, isStream, source } = this.line
    const { network, datagrams, timers } = this.#ports
    const deliver = (message: Uint8Array): void => this.#onMessage(this, message)
    if (!isStream) return datagrams.open(address, deliver)
    const sourceAddress = nextSource(sourceOf(source))
    return new StreamPeer(network, timers, sourceAddress === null ? { address } : { address, sourceAddress }, deliver)
  }
}
