/** Plays a script on one end of a TCP connection and keeps all that arrived. */
import type { Socket } from 'node:net'
import type { ConversationStep } from './conversation-steps.ts'
import { findMessageEnd, type MessageKind } from './http-framing.ts'
import type { Points } from './points.ts'

/** How the connection looked from this end: whether the peer ended it, broke it, or neither. */
export type Ending = 'open' | 'end' | 'reset'

const RECEIVE_LIMIT_MS = 4000
const LEAVE_LIMIT_MS = 300
/** After an abrupt close nothing tells when the other side has taken note. */
const ABORT_SETTLES_MS = 40

class Stuck extends Error {}

export class Conversation {
  readonly name: string
  readonly socket: Socket
  received = ''
  ending: Ending = 'open'
  /** The step that waited in vain, when there is one. */
  stuckAt: string | null = null
  readonly #points: Points
  readonly #expand: (text: string) => string
  #consumed = 0
  #lastMessage = ''
  #closed = false
  #changed: () => void = () => {}

  constructor(name: string, socket: Socket, points: Points, expand: (text: string) => string) {
    this.name = name
    this.socket = socket
    this.#points = points
    this.#expand = expand
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => {
      this.received += chunk.toString('latin1')
      this.#changed()
    })
    socket.on('end', () => {
      if (this.ending === 'open') this.ending = 'end'
      this.#changed()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE' || error.code === 'ECONNREFUSED') this.ending = 'reset'
    })
    socket.on('close', () => {
      this.#closed = true
      this.#changed()
    })
  }

  /** Plays the whole script; a step that waits in vain ends it and is recorded. */
  async play(steps: readonly ConversationStep[]): Promise<void> {
    try {
      for (const step of steps) await this.#playStep(step)
    } catch (error) {
      if (!(error instanceof Stuck)) throw error
      this.stuckAt = error.message
    }
  }

  /** Closes this end, letting what was written leave first. */
  close(): void {
    if (!this.socket.destroyed) this.socket.destroySoon()
  }

  /** A peer that announced `connection: close` gets the time to do so, for the observation's sake. */
  async settle(): Promise<void> {
    if (/^connection: close\r$/im.test(this.received)) await this.#waitUntil(() => this.#over, LEAVE_LIMIT_MS)
  }

  /** Ends this side and gives the peer a moment to end its own, so that the next connection finds nothing of this one. */
  async leave(): Promise<void> {
    if (this.socket.destroyed) {
      await new Promise((resolve) => setTimeout(resolve, ABORT_SETTLES_MS))
      return
    }
    this.socket.end()
    await this.#waitUntil(() => this.#over, LEAVE_LIMIT_MS)
    this.close()
  }

  /** At the end of a script: closes in answer to the peer's end, and otherwise leaves the connection as it is. */
  finish(): void {
    if (this.ending !== 'open') this.close()
    else this.socket.once('end', () => this.close())
  }

  get #over(): boolean {
    return this.ending !== 'open' || this.#closed
  }

  async #playStep(step: ConversationStep): Promise<void> {
    switch (step.kind) {
      case 'send':
        return this.#write(this.#expand(step.bytes))
      case 'receive-text':
        return this.#receive(step.kind, () => {
          const at = this.received.indexOf(step.text, this.#consumed)
          return at < 0 ? -1 : at + step.text.length
        })
      case 'receive-bytes':
        return this.#receive(step.kind, () => {
          const wanted = this.#consumed + step.count
          return this.received.length >= wanted ? wanted : -1
        })
      case 'receive-request':
        return this.#receiveMessage('request')
      case 'receive-response':
        return this.#receiveMessage(step.toHead ? 'response-to-head' : 'response')
      case 'receive-end':
        return this.#receive(step.kind, () => (this.#over ? this.received.length : -1), step.withinMs)
      case 'listen':
        return this.#waitUntil(() => this.#over, step.forMs).then(() => {
          this.#consumed = this.received.length
        })
      case 'pause':
        return new Promise((resolve) => setTimeout(resolve, step.forMs))
      case 'end':
        this.socket.end()
        return
      case 'close':
        this.close()
        return
      case 'reset':
        this.socket.resetAndDestroy()
        return
      case 'identify':
        return this.#identify(step.headers)
      case 'echo':
        return this.#echo()
      case 'forever':
        return this.#repeat(step.steps)
      case 'reach':
        this.#points.reach(step.point)
        return
      case 'await':
        if (!(await this.#points.wait(step.point, RECEIVE_LIMIT_MS))) throw new Stuck(`await ${step.point}`)
        return
    }
  }

  async #repeat(steps: readonly ConversationStep[]): Promise<void> {
    while (!this.#over) {
      try {
        for (const step of steps) await this.#playStep(step)
      } catch (error) {
        if (!this.#over) throw error
      }
    }
  }

  #write(bytes: string): void {
    if (!this.socket.destroyed && this.socket.writable) this.socket.write(Buffer.from(bytes, 'latin1'))
  }

  async #receiveMessage(kind: MessageKind): Promise<void> {
    const from = this.#consumed
    await this.#receive(`receive ${kind}`, () => findMessageEnd(this.received, from, kind, this.#over))
    this.#lastMessage = this.received.slice(from, this.#consumed)
  }

  async #receive(what: string, find: () => number, limitMs = RECEIVE_LIMIT_MS): Promise<void> {
    let at = find()
    const found = () => {
      at = find()
      return at >= 0
    }
    if (at < 0) await this.#waitUntil(() => found() || this.#over, limitMs)
    if (at < 0) at = find()
    if (at < 0) {
      // A peer that left is part of the observation through `ending`; only silence is a stuck script.
      throw new Stuck(this.#over ? `${what}: the peer left` : `${what}: nothing came`)
    }
    this.#consumed = at
  }

  #waitUntil(met: () => boolean, limitMs: number): Promise<void> {
    if (met()) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        this.#changed = () => {}
        resolve()
      }
      const timer = setTimeout(finish, limitMs)
      this.#changed = () => {
        if (met()) finish()
      }
    })
  }

  #identify(headers: readonly string[]): void {
    const requestLine = this.#lastMessage.slice(0, this.#lastMessage.indexOf('\r\n'))
    const body = `${this.name} ${requestLine}\n`
    const head = ['HTTP/1.1 200 OK', `Content-Length: ${body.length}`, `X-Server: ${this.name}`, ...headers]
    const withoutBody = requestLine.startsWith('HEAD ')
    this.#write(this.#expand(`${head.join('\r\n')}\r\n\r\n`) + (withoutBody ? '' : body))
  }

  async #echo(): Promise<void> {
    while (!this.#over) {
      const from = this.#consumed
      await this.#waitUntil(() => this.#over || this.received.length > from, RECEIVE_LIMIT_MS)
      if (this.received.length === from) {
        if (!this.#over) throw new Stuck('echo: nothing came')
        return
      }
      this.#consumed = this.received.length
      this.#write(this.received.slice(from))
    }
  }
}
