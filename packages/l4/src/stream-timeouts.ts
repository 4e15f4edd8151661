import type { Stream } from './stream.ts'
import type { ClientSide, ServerSide, StreamSide } from './stream-sides.ts'

/** The inactivity timeouts of a TCP stream's two sides. Each runs while something is expected from its side. */
export class StreamTimeouts {
  readonly #stream: Stream
  readonly #client: ClientSide
  server: ServerSide | null = null
  /** Both sides are connected, and no rule looks any more. */
  isTunnel = false

  constructor(stream: Stream, client: ClientSide) {
    this.#stream = stream
    this.#client = client
  }

  /** Activity: the timeouts that run begin anew, unless what was written is to count for nothing. */
  refresh(isFromClient: boolean): void {
    const { frontend, backend } = this.#stream
    const client = this.#client.timeout
    if (client.isArmed && (isFromClient || !frontend.hasIndependentTimeouts)) client.arm(this.clientMs)
    const server = this.server?.timeout
    if (server?.isArmed === true && !(isFromClient && backend!.hasIndependentTimeouts)) server.arm(this.serverMs)
  }

  /** Starts and stops timeouts after something changed in what is expected of the sides. */
  update(): void {
    update(this.#client, this.clientMs)
    if (this.server !== null) update(this.server, this.serverMs)
  }

  /** Manual, `timeout tunnel`: it stands in for both in a tunnel; a half-closed side has its own. */
  get clientMs(): number {
    if (this.#isHalfClosed) {
      const { clientFinMs } = this.#stream.frontend.timeouts
      if (clientFinMs !== null) return clientFinMs
    }
    return this.#tunnelMs ?? this.#stream.clientTimeoutMs
  }

  get serverMs(): number {
    if (this.#isHalfClosed) {
      const { serverFinMs } = this.#stream.backend!.timeouts
      if (serverFinMs !== null) return serverFinMs
    }
    return this.#tunnelMs ?? this.#stream.serverTimeoutMs
  }

  get #isHalfClosed(): boolean {
    return this.#client.hasEnded || this.server?.hasEnded === true
  }

  get #tunnelMs(): number | null {
    return this.isTunnel ? this.#stream.tunnelTimeoutMs : null
  }
}

function update(side: StreamSide, delayMs: number): void {
  if (side.isExpected) side.timeout.arm(delayMs)
  else side.timeout.stop()
}
