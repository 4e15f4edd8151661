import { closeSync } from 'node:fs'
import type { Server } from 'node:net'
import type { SharedSockets } from '@weir/proxy'
import { leaveTerminal } from './daemonize.ts'

/** What a worker tells its master. With `socket` comes the handle of a socket that it has bound. */
export type WorkerMessage =
  | { readonly kind: 'socket'; readonly key: string }
  | { readonly kind: 'ready'; readonly keys: readonly string[] }

/** What a worker is given in its environment. */
export interface WorkerAssignment {
  readonly masterPid: number
  /** The reloads of the master so far. The first worker alone replaces processes that the command line names. */
  readonly reloads: number
  /** The master is a daemon: nobody looks at standard output once the worker serves. */
  readonly isBackground: boolean
  /** Listening sockets: what they are bound to, and their descriptors. */
  readonly sockets: readonly (readonly [string, number])[]
}

const variable = 'WEIR_WORKER'

/** The assignment as the environment of a worker holds it. */
export function workerEnvironment(assignment: WorkerAssignment): Readonly<Record<string, string>> {
  return { [variable]: JSON.stringify(assignment) }
}

/** The worker's side of its master; null in a process that has none. Takes the assignment out of the environment. */
export function workerOf(environment: NodeJS.ProcessEnv): Worker | null {
  const text = environment[variable]
  if (text === undefined || process.send === undefined) return null
  delete environment[variable]
  return new Worker(JSON.parse(text) as WorkerAssignment)
}

/** A process that serves on behalf of a master. */
export class Worker implements SharedSockets {
  readonly assignment: WorkerAssignment
  readonly #sockets: [string, number][]
  readonly #keys: string[] = []

  constructor(assignment: WorkerAssignment) {
    this.assignment = assignment
    this.#sockets = assignment.sockets.map(([key, fd]) => [key, fd])
    // The master's end shall not keep the process from ending, nor leave it behind.
    process.channel?.unref()
  }

  take(key: string): number | null {
    const at = this.#sockets.findIndex(([bound]) => bound === key)
    if (at < 0) return null
    this.#keys.push(key)
    return this.#sockets.splice(at, 1)[0]![1]
  }

  bound(key: string, handle: object): void {
    this.#keys.push(key)
    this.#send({ kind: 'socket', key }, handle)
  }

  /** It serves. Sockets that nothing listens on any longer are given up. */
  reportReady(): void {
    for (const [, fd] of this.#sockets.splice(0)) closeSync(fd)
    this.#send({ kind: 'ready', keys: this.#keys })
    if (this.assignment.isBackground) leaveTerminal()
  }

  /** Runs `end` when the master has gone. */
  onOrphaned(end: () => void): void {
    process.once('disconnect', end)
    if (!process.connected) end()
  }

  #send(message: WorkerMessage, handle?: object): void {
    // The types know only of handles with streams around them; raw ones are sent as they are.
    process.send?.(message, handle as Server | undefined)
  }
}
