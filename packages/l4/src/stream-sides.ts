import type { Timeout } from '@weir/base'
import type { CloseCause, Connection, ConnectionSink } from './network/connection.ts'
import { WriteProgress } from './write-progress.ts'

/** What the two connections of a stream report to. */
export interface TwoSided {
  onClientData(chunk: Uint8Array): void
  onClientDrain(): void
  onClientEnd(): void
  onClientClose(cause: CloseCause | null): void
  onServerData(chunk: Uint8Array): void
  onServerDrain(): void
  onServerEnd(): void
  onServerClose(cause: CloseCause | null): void
  /** Runs an event; a throw ends the stream alone. */
  guard(event: () => void): void
  /** Ends the stream because of a throw. */
  contain(error: unknown): void
}

/** One connection of a stream, what is expected of it, and for how long. */
export abstract class StreamSide implements ConnectionSink {
  readonly connection: Connection
  readonly timeout: Timeout
  isPaused = false
  /** The peer sends nothing more. */
  hasEnded = false
  isClosed = false
  protected readonly stream: TwoSided
  readonly #progress: WriteProgress

  constructor(stream: TwoSided, connection: Connection, timeout: Timeout) {
    this.stream = stream
    this.connection = connection
    this.timeout = timeout
    this.#progress = new WriteProgress(connection)
    connection.sink = this
  }

  /** Bytes are expected, as long as it is being read, or room for those that wait to be written to it. */
  get isExpected(): boolean {
    return !this.isClosed && ((!this.hasEnded && !this.isPaused) || this.connection.pendingBytes > 0)
  }

  /** False: no room for more. */
  write(data: Uint8Array): boolean {
    const isRoom = this.connection.write(data)
    if (!isRoom) this.#progress.start()
    return isRoom
  }

  /** For a timeout that has expired: the peer has taken some of what was pending, so that its time begins anew. */
  takeProgress(): boolean {
    return this.#progress.takeMoved()
  }

  /** Says whether that changed anything. */
  pause(): boolean {
    if (this.isPaused) return false
    this.isPaused = true
    this.connection.pause()
    return true
  }

  resume(): void {
    if (!this.isPaused) return
    this.isPaused = false
    if (!this.isClosed) this.connection.resume()
  }

  abstract onData(chunk: Uint8Array): void
  abstract onDrain(): void
  abstract onEnd(): void
  abstract onClose(cause: CloseCause | null): void
}

export class ClientSide extends StreamSide {
  onData(chunk: Uint8Array): void {
    try {
      this.stream.onClientData(chunk)
    } catch (error) {
      this.stream.contain(error)
    }
  }

  onDrain(): void {
    this.stream.onClientDrain()
  }

  onEnd(): void {
    this.hasEnded = true
    this.stream.guard(() => this.stream.onClientEnd())
  }

  onClose(cause: CloseCause | null): void {
    this.isClosed = true
    this.timeout.stop()
    this.stream.guard(() => this.stream.onClientClose(cause))
  }
}

export class ServerSide extends StreamSide {
  onData(chunk: Uint8Array): void {
    try {
      this.stream.onServerData(chunk)
    } catch (error) {
      this.stream.contain(error)
    }
  }

  onDrain(): void {
    this.stream.onServerDrain()
  }

  onEnd(): void {
    this.hasEnded = true
    this.stream.guard(() => this.stream.onServerEnd())
  }

  onClose(cause: CloseCause | null): void {
    this.isClosed = true
    this.timeout.stop()
    this.stream.guard(() => this.stream.onServerClose(cause))
  }
}
