import type { CloseCause, ConnectionSink } from './network/connection.ts'

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

/** The sink of the client's connection. */
export class ClientSide implements ConnectionSink {
  readonly #stream: TwoSided

  constructor(stream: TwoSided) {
    this.#stream = stream
  }

  onData(chunk: Uint8Array): void {
    try {
      this.#stream.onClientData(chunk)
    } catch (error) {
      this.#stream.contain(error)
    }
  }

  onDrain(): void {
    this.#stream.onClientDrain()
  }

  onEnd(): void {
    this.#stream.guard(() => this.#stream.onClientEnd())
  }

  onClose(cause: CloseCause | null): void {
    this.#stream.guard(() => this.#stream.onClientClose(cause))
  }
}

/** The sink of the server's connection. */
export class ServerSide implements ConnectionSink {
  readonly #stream: TwoSided

  constructor(stream: TwoSided) {
    this.#stream = stream
  }

  onData(chunk: Uint8Array): void {
    try {
      this.#stream.onServerData(chunk)
    } catch (error) {
      this.#stream.contain(error)
    }
  }

  onDrain(): void {
    this.#stream.onServerDrain()
  }

  onEnd(): void {
    this.#stream.guard(() => this.#stream.onServerEnd())
  }

  onClose(cause: CloseCause | null): void {
    this.#stream.guard(() => this.#stream.onServerClose(cause))
  }
}
