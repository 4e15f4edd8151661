/** The servers behind the proxy. */
import { type ChildProcess, spawn } from 'node:child_process'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Conversation } from './conversation.ts'
import type { Points } from './points.ts'
import type { ServerBehaviour } from './scenario.ts'

export class ScriptedServer {
  readonly conversations: Conversation[] = []
  readonly #name: string
  readonly #port: number
  readonly #behaviour: ServerBehaviour
  readonly #points: Points
  readonly #expand: (text: string) => string
  #listener: Server | null = null
  #blocked: ChildProcess | null = null
  readonly #fillers: Socket[] = []

  constructor(
    name: string,
    port: number,
    behaviour: ServerBehaviour,
    points: Points,
    expand: (text: string) => string,
  ) {
    this.#name = name
    this.#port = port
    this.#behaviour = behaviour
    this.#points = points
    this.#expand = expand
  }

  async start(): Promise<void> {
    if (this.#behaviour.kind === 'refuse') return
    if (this.#behaviour.kind === 'saturated') return this.#saturate()
    const { scripts } = this.#behaviour
    const listener = createServer({ allowHalfOpen: true }, (socket) => {
      const conversation = new Conversation(this.#name, socket, this.#points, this.#expand)
      const script = scripts[Math.min(this.conversations.length, scripts.length - 1)] ?? []
      this.conversations.push(conversation)
      void conversation.play(script).then(() => conversation.finish())
    })
    this.#listener = listener
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject)
      listener.listen(this.#port, '127.0.0.1', resolve)
    })
  }

  /** Stops listening and breaks what is open. */
  async stop(): Promise<void> {
    for (const { socket } of this.conversations) socket.destroy()
    for (const filler of this.#fillers) filler.destroy()
    this.#blocked?.kill('SIGKILL')
    const listener = this.#listener
    this.#listener = null
    if (listener !== null) await new Promise((resolve) => listener.close(resolve))
  }

  /** A process that listens and then never runs again keeps its accept queue full. */
  async #saturate(): Promise<void> {
    const program = `require('net').createServer().listen({ port: ${this.#port}, host: '127.0.0.1', backlog: 1 }, () => {
      process.stdout.write('.', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)) })`
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#blocked = child
    await new Promise((resolve) => child.stdout.once('data', resolve))
    for (let index = 0; index < 4; index++) {
      const filler = connect(this.#port, '127.0.0.1')
      filler.on('error', () => {})
      this.#fillers.push(filler)
      await Promise.race([
        new Promise((resolve) => filler.once('connect', resolve)),
        new Promise((resolve) => setTimeout(resolve, 100)),
      ])
    }
  }
}
