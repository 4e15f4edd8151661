/** One run of a proxy as a process: started, known to listen, asked, signalled, and always ended. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { constants } from 'node:os'
import { type Implementation, runEnvironment } from './implementation.ts'

const START_LIMIT_MS = 8000
const EXIT_LIMIT_MS = 5000
const LISTEN_STATE = '0A'

export class Daemon {
  readonly #child: ChildProcess
  readonly #exited: Promise<number>
  #status: number | null = null
  messages = ''

  private constructor(implementation: Implementation, args: readonly string[], directory: string) {
    this.#child = spawn(implementation.program, args, {
      cwd: directory,
      env: runEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.messages += chunk.toString('latin1')
    })
    this.#exited = new Promise((resolve) => {
      this.#child.once('error', () => resolve(127))
      this.#child.once('exit', (code, signal) => resolve(shellStatus(code, signal)))
    })
    void this.#exited.then((status) => {
      this.#status = status
    })
  }

  /** Starts the program; resolves when every bound address listens, or when it gave up. */
  static async start(implementation: Implementation, config: string, file: string, directory: string): Promise<Daemon> {
    const daemon = new Daemon(implementation, ['-f', file, '-db'], directory)
    const expected = boundPorts(config)
    const sockets = boundPaths(config)
    const deadline = performance.now() + START_LIMIT_MS
    while (daemon.#status === null && performance.now() < deadline) {
      if (sockets.every((path) => existsSync(path)) && isSubset(expected, listeningPorts())) break
      await sleep(10)
    }
    return daemon
  }

  /** `running`, or the exit status and what was said. */
  get start(): string {
    return this.#status === null ? 'running' : `exit ${this.#status}: ${this.messages}`
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }

  /** The exit status, or -1 when the process is still there at the limit. */
  async exit(): Promise<number> {
    return Promise.race([this.#exited, sleep(EXIT_LIMIT_MS).then(() => -1)])
  }

  /** Ends the process if it still runs. */
  async stop(): Promise<void> {
    if (this.#status !== null) return
    this.#child.kill('SIGTERM')
    const gentle = await Promise.race([this.#exited, sleep(2000).then(() => null)])
    if (gentle !== null) return
    this.#child.kill('SIGKILL')
    await this.#exited
  }
}

/** Sends one command line to a runtime socket and returns the whole answer. */
export function runCommand(path: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(path, () => socket.write(`${text}\n`))
    socket.setTimeout(EXIT_LIMIT_MS, () => socket.destroy(new Error(`no answer to '${text}'`)))
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1')
    })
    socket.on('end', () => socket.end())
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

/** How a shell prints the end of a process: 128 + n when signal n ended it. */
export function shellStatus(code: number | null, signal: NodeJS.Signals | null): number {
  return signal === null ? (code ?? -1) : 128 + constants.signals[signal]
}

function boundPorts(config: string): Set<number> {
  const ports = new Set<number>()
  for (const [, words] of config.matchAll(/^\s*bind\s+([^\n]*)/gm)) {
    for (const [, first, last] of (words?.split(/\s/)[0] ?? '').matchAll(/:(\d+)(?:-(\d+))?/g)) {
      for (let port = Number(first); port <= Number(last ?? first); port++) ports.add(port)
    }
  }
  return ports
}

function boundPaths(config: string): string[] {
  const paths = [...config.matchAll(/^\s*(?:bind|stats socket)\s+(?:unix@)?(\/[^\s,]+)/gm)]
  return paths.map(([, path]) => path ?? '')
}

function listeningPorts(): Set<number> {
  const ports = new Set<number>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'latin1').split('\n').slice(1)) {
      const [, local, , state] = line.trim().split(/\s+/)
      if (state === LISTEN_STATE && local !== undefined) ports.add(Number.parseInt(local.split(':')[1] ?? '', 16))
    }
  }
  return ports
}

const isSubset = (wanted: ReadonlySet<number>, present: ReadonlySet<number>) =>
  [...wanted].every((port) => present.has(port))
const sleep = (forMs: number) => new Promise<void>((resolve) => setTimeout(resolve, forMs))
