import { Timeout } from '@weir/base'
import type { CloseCause, Connection, ConnectionSink } from '@weir/l4'
import { bytesOfText, textOfBytes } from '@weir/sample'
import { type Conversation, formatGreeting, handshakeStatus, readGreeting, readStatus } from '@weir/stick-table'
import type { Peer } from './peer.ts'

/** How long a greeting and its answer may take. */
const greetingMs = 5000

/** What a connection to or from a peer needs from the group it belongs to. */
export interface PeerSessionOwner {
  readonly localName: string
  readonly processId: number
  readonly timers: ConstructorParameters<typeof Timeout>[0]
  /** The peer of that name; null when there is none. */
  find(name: string): Peer | null
  /** The two have greeted: begins to talk. */
  converse(session: PeerSession, peer: Peer): Conversation
  /** The connection is gone. */
  ended(session: PeerSession): void
}

/** One connection between two peers: they greet, then they talk. */
export class PeerSession implements ConnectionSink {
  readonly connection: Connection
  /** Known from the start for those that this process has made, from the greeting for others. */
  peer: Peer | null
  readonly isOutgoing: boolean
  conversation: Conversation | null = null
  readonly #owner: PeerSessionOwner
  readonly #timeout: Timeout
  #text = ''

  constructor(owner: PeerSessionOwner, connection: Connection, peer: Peer | null) {
    this.#owner = owner
    this.connection = connection
    this.peer = peer
    this.isOutgoing = peer !== null
    this.#timeout = new Timeout(owner.timers, () => this.close())
    this.#timeout.arm(greetingMs)
    connection.sink = this
    if (peer !== null) {
      connection.writeText(formatGreeting({ to: peer.name, from: owner.localName, processId: owner.processId }))
    }
  }

  close(): void {
    if (this.connection.isOpen) this.connection.close()
  }

  onData(chunk: Uint8Array): void {
    if (this.conversation !== null) {
      this.conversation.receive(chunk)
      return
    }
    this.#text += textOfBytes(chunk)
    const length = this.isOutgoing ? this.#readStatus() : this.#readGreeting()
    if (length === null) return
    const rest = this.#text.slice(length)
    this.#text = ''
    this.#timeout.dispose()
    this.conversation = this.#owner.converse(this, this.peer!)
    if (rest !== '') this.conversation.receive(bytesOfText(rest))
  }

  onDrain(): void {
    this.conversation?.drained()
  }

  onEnd(): void {
    this.close()
  }

  onClose(_cause: CloseCause | null): void {
    this.#timeout.dispose()
    this.conversation?.end()
    this.#owner.ended(this)
  }

  /** How much of the text the answer takes; null as long as there is none that is good. */
  #readStatus(): number | null {
    const read = readStatus(this.#text)
    if (read === null) return null
    this.peer!.lastStatus = read.status
    if (read.status === handshakeStatus.succeeded) return read.length
    this.close()
    return null
  }

  #readGreeting(): number | null {
    const read = readGreeting(this.#text)
    if (read.state === 'incomplete') return null
    const status = read.state === 'refused' ? read.status : this.#judge(read.greeting.to, read.greeting.from)
    this.connection.writeText(`${status}\n`)
    if (status === handshakeStatus.succeeded && read.state === 'complete') return read.length
    this.close()
    return null
  }

  #judge(to: string, from: string): number {
    if (to !== this.#owner.localName) return handshakeStatus.localNameMismatch
    this.peer = this.#owner.find(from)
    return this.peer === null ? handshakeStatus.remoteNameMismatch : handshakeStatus.succeeded
  }
}
