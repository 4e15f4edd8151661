import { Timeout, type TimerQueue } from '@weir/base'
import { type Connection, type ConnectionSink, WriteProgress } from '@weir/l4'

/** Beyond that many at once, connections are closed without. */
const mostAtOnce = 256
const longestMs = 2000

/**
 * Connections that are closed amid a request. What still comes is read and thrown away until the client has seen its
 * answer and closes as well, or some time has passed without that it took any of it: the kernel would answer it with a reset, which takes the answer
 * away (RFC 9112 §9.6). Their sessions are over.
 */
export class Lingering {
  readonly #timers: TimerQueue
  #count = 0

  constructor(timers: TimerQueue) {
    this.#timers = timers
  }

  /** Takes over a connection whose client has not ended its side. */
  close(connection: Connection, limitMs: number): void {
    if (this.#count >= mostAtOnce) {
      connection.close()
      return
    }
    this.#count++
    const progress = new WriteProgress(connection)
    const timeout = new Timeout(this.#timers, () => {
      if (progress.takeMoved()) timeout.arm(limitMs)
      else connection.reset()
    })
    const sink: ConnectionSink = {
      onData: () => {},
      onDrain: () => {},
      onEnd: () => {},
      onClose: () => {
        this.#count--
        timeout.dispose()
      },
    }
    connection.sink = sink
    progress.start()
    timeout.arm(connection.pendingBytes > 0 ? limitMs : Math.min(limitMs, longestMs))
    connection.shutdown()
    connection.resume()
  }
}
