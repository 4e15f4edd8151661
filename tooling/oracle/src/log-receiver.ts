/** A syslog receiver on loopback UDP. */
import { createSocket, type Socket } from 'node:dgram'

export class LogReceiver {
  readonly lines: string[] = []
  readonly #socket: Socket

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('message', (message) => this.lines.push(message.toString('latin1')))
  }

  static open(port: number): Promise<LogReceiver> {
    return new Promise((resolve, reject) => {
      const socket = createSocket('udp4')
      socket.once('error', reject)
      socket.bind(port, '127.0.0.1', () => resolve(new LogReceiver(socket)))
    })
  }

  /** Waits until nothing was received for `quietMs`; with an expected count, first until so many lines came. */
  async settle(expected: number | null, count: (line: string) => boolean, quietMs: number): Promise<void> {
    const deadline = performance.now() + 2000
    const pending = () => expected !== null && this.lines.filter(count).length < expected
    while (pending() && performance.now() < deadline) await sleep(10)
    let seen = -1
    while (seen !== this.lines.length) {
      seen = this.lines.length
      await sleep(quietMs)
    }
  }

  close(): void {
    this.#socket.close()
  }
}

const sleep = (forMs: number) => new Promise((resolve) => setTimeout(resolve, forMs))
