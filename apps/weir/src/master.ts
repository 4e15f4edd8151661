import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { ServiceManager } from '@weir/os'
import type { MessageWriter } from './messages.ts'
import { type WorkerMessage, workerEnvironment } from './worker.ts'

/** As long as a timer may be. */
const longestMs = 0x7fff_ffff

/** What a master needs to know of the configuration and the command line. */
export interface MasterSettings {
  readonly messages: MessageWriter
  /** What workers get for theirs. */
  readonly environment: NodeJS.ProcessEnv
  readonly isBackground: boolean
  /** Descriptors that `fd@N` addresses name: workers get them under their numbers. */
  readonly inheritedFds: readonly number[]
  /** `mworker-max-reloads`: a worker that has survived more is ended. */
  readonly maxReloads: number
  /** `master-worker no-exit-on-failure`. */
  readonly leavesFailedWorkers: boolean
  readonly serviceManager: ServiceManager | null
  /** The first worker serves. */
  readonly onReady: () => void
}

/** A bound socket, as the channel delivers it. */
interface SocketHandle {
  readonly fd: number
  close(): void
}

interface WorkerProcess {
  readonly child: ChildProcess
  readonly pid: number
  /** The master's reloads when it was started. */
  readonly reloads: number
  /** What it has bound itself. */
  readonly bound: [string, SocketHandle][]
}

/**
 * Starts workers and holds their listening sockets, so that one can follow another without a connection refused. A worker
 * reads the configuration by itself, takes the sockets that it needs, binds others, and says when it serves; only then does
 * the one before it stop to accept.
 *
 *   master ──spawn, sockets──▶ worker ──bound sockets, ready──▶ master ──SIGUSR1──▶ worker before it
 *      ▲ SIGUSR2, SIGHUP: once more
 */
export class Master {
  readonly #settings: MasterSettings
  #sockets: [string, SocketHandle][] = []
  #current: WorkerProcess | null = null
  #loading: WorkerProcess | null = null
  readonly #former = new Set<WorkerProcess>()
  #reloads = 0
  /** A reload was asked for while one was under way. */
  #isReloadDue = false
  #isEnding = false
  #status = 0
  #end: (status: number) => void = () => {}

  constructor(settings: MasterSettings) {
    this.#settings = settings
  }

  /** Runs until all workers have ended. Resolves with the exit status. */
  run(): Promise<number> {
    // Without a worker, as may be, nothing else keeps the process.
    const anchor = setInterval(() => {}, longestMs)
    return new Promise((resolve) => {
      this.#end = (status) => {
        clearInterval(anchor)
        resolve(status)
      }
      this.#handleSignals()
      this.#start()
    })
  }

  #handleSignals(): void {
    for (const signal of ['SIGUSR2', 'SIGHUP'] as const) process.on(signal, () => this.#reload())
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGUSR1'] as const) process.on(signal, () => this.#stop(signal))
    for (const signal of ['SIGTTOU', 'SIGTTIN'] as const) process.on(signal, () => this.#forward(signal))
  }

  #start(): void {
    const { messages, inheritedFds, environment, isBackground } = this.#settings
    const stdio: (number | 'ignore' | 'inherit' | 'ipc')[] = ['inherit', 'inherit', 'inherit']
    for (let fd = 3; fd <= Math.max(2, ...inheritedFds); fd++) stdio.push(inheritedFds.includes(fd) ? fd : 'ignore')
    stdio.push('ipc')
    const sockets = this.#sockets.map(([key, { fd }]): [string, number] => [key, stdio.push(fd) - 1])
    const assignment = { masterPid: process.pid, reloads: this.#reloads, isBackground, sockets }
    const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
      stdio,
      env: { ...environment, ...workerEnvironment(assignment) },
    })
    const worker: WorkerProcess = { child, pid: child.pid ?? -1, reloads: this.#reloads, bound: [] }
    this.#loading = worker
    child.on('message', (message, handle) => this.#onMessage(worker, message as WorkerMessage, handle))
    child.on('error', (error) => messages.write('alert', `cannot start a worker : ${error.message}`))
    child.on('close', (code, signal) => this.#onExit(worker, statusOf(code, signal)))
    messages.write('notice', `Initializing new worker (${worker.pid})`)
  }

  #onMessage(worker: WorkerProcess, message: WorkerMessage, handle: unknown): void {
    if (message.kind === 'socket') worker.bound.push([message.key, handle as SocketHandle])
    else if (worker === this.#loading) this.#onReady(worker, message.keys)
  }

  #onReady(worker: WorkerProcess, keys: readonly string[]): void {
    const { messages, serviceManager, maxReloads } = this.#settings
    this.#loading = null
    this.#keep([...this.#sockets, ...worker.bound], keys)
    messages.write('notice', 'Loading success.')
    const before = this.#current
    this.#current = worker
    if (before === null) this.#settings.onReady()
    else {
      this.#former.add(before)
      before.child.kill('SIGUSR1')
    }
    for (const former of this.#former) {
      if (this.#reloads - former.reloads <= maxReloads) continue
      messages.write('warning', `Former worker (${former.pid}) is ended, as it exceeds max reloads (${maxReloads})`)
      former.child.kill('SIGTERM')
    }
    serviceManager?.notify({ READY: 1, STATUS: 'Ready.', MAINPID: process.pid })
    if (this.#isEnding) this.#forward('SIGTERM')
    else if (this.#isReloadDue) this.#reload()
  }

  /** Keeps the sockets that the worker listens on, one for each time its key is named, and closes the others. */
  #keep(sockets: readonly [string, SocketHandle][], keys: readonly string[]): void {
    const wanted = [...keys]
    this.#sockets = sockets.filter(([key, handle]) => {
      const at = wanted.indexOf(key)
      if (at < 0) handle.close()
      else wanted.splice(at, 1)
      return at >= 0
    })
  }

  #reload(): void {
    if (this.#isEnding) return
    if (this.#loading !== null) {
      this.#isReloadDue = true
      return
    }
    const { messages, serviceManager } = this.#settings
    this.#isReloadDue = false
    this.#reloads++
    messages.write('notice', 'Reloading HAProxy')
    serviceManager?.notify({
      RELOADING: 1,
      STATUS: 'Reloading Configuration.',
      MONOTONIC_USEC: (process.hrtime.bigint() / 1000n).toString(),
    })
    this.#start()
  }

  #stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGUSR1'): void {
    const { messages, serviceManager } = this.#settings
    if (!this.#isEnding) {
      messages.write('warning', 'Exiting Master process...')
      serviceManager?.notify({ STOPPING: 1 })
    }
    this.#isEnding = true
    if (signal === 'SIGINT') this.#status = 128 + constants.signals.SIGINT
    this.#forward(signal)
    this.#endWhenAlone()
  }

  #forward(signal: NodeJS.Signals): void {
    for (const worker of this.#workers()) worker.child.kill(signal)
  }

  #workers(): WorkerProcess[] {
    return [this.#current, this.#loading, ...this.#former].filter((worker) => worker !== null)
  }

  #onExit(worker: WorkerProcess, { status, reason }: ExitStatus): void {
    const { messages, leavesFailedWorkers } = this.#settings
    const how = `exited with code ${status} (${reason})`
    if (this.#former.delete(worker)) messages.write('warning', `Former worker (${worker.pid}) ${how}`)
    else if (worker === this.#loading) this.#onLoadFailed(worker, status, how)
    else {
      this.#current = null
      const isAsked = this.#isEnding || status === 0 || status === 143 || status === 130
      messages.write(status === 0 ? 'warning' : 'alert', `Current worker (${worker.pid}) ${how}`)
      if (!isAsked && !leavesFailedWorkers) {
        messages.write('alert', 'exit-on-failure: killing every processes with SIGTERM')
        this.#status = status
        this.#isEnding = true
        this.#forward('SIGTERM')
      } else if (!leavesFailedWorkers) this.#isEnding = true
    }
    this.#endWhenAlone()
  }

  #onLoadFailed(worker: WorkerProcess, status: number, how: string): void {
    const { messages, serviceManager } = this.#settings
    this.#loading = null
    for (const [, handle] of worker.bound) handle.close()
    messages.write(this.#current === null ? 'alert' : 'warning', `Failed to load worker (${worker.pid}) ${how}`)
    if (this.#current === null) {
      if (!this.#isEnding) this.#status = status === 0 ? 1 : status
      this.#isEnding = true
      this.#forward('SIGTERM')
      return
    }
    serviceManager?.notify({ READY: 1, STATUS: 'Reload failed!' })
    if (this.#isReloadDue) this.#reload()
  }

  #endWhenAlone(): void {
    if (!this.#isEnding || this.#workers().length > 0) return
    this.#settings.messages.write('warning', `All workers exited. Exiting... (${this.#status})`)
    this.#end(this.#status)
  }
}

interface ExitStatus {
  readonly status: number
  /** What HAProxy calls it. */
  readonly reason: string
}

const reasons: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGTERM: 'Terminated',
  SIGINT: 'Interrupt',
  SIGKILL: 'Killed',
  SIGSEGV: 'Segmentation fault',
  SIGABRT: 'Aborted',
  SIGHUP: 'Hangup',
  SIGBUS: 'Bus error',
  SIGILL: 'Illegal instruction',
}

function statusOf(code: number | null, signal: NodeJS.Signals | null): ExitStatus {
  if (signal === null) return { status: code ?? 1, reason: 'Exit' }
  return { status: 128 + constants.signals[signal], reason: reasons[signal] ?? signal }
}
