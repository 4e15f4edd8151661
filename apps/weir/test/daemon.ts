import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const daemonPath = fileURLToPath(new URL('../bin/weir', import.meta.url))

/** True when the bundle has been built: `npm test` builds it first. */
export const isBuilt = existsSync(fileURLToPath(new URL('../dist/weir.mjs', import.meta.url)))

/** What a finished command gave. */
export interface CommandResult {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
  readonly errors: string
}

/** A daemon that was started for a test, with a directory of its own. */
export interface Daemon {
  readonly pid: number
  readonly child: ChildProcess
  readonly directory: string
  /** All that came on standard output and standard error so far. */
  readonly output: () => string
  readonly errors: () => string
  readonly ended: Promise<CommandResult>
  /** Resident memory in bytes. */
  readonly residentBytes: () => number
  /** Open descriptors. */
  readonly descriptorCount: () => number
  kill(signal?: NodeJS.Signals): Promise<CommandResult>
  [Symbol.asyncDispose](): Promise<void>
}

export interface DaemonOptions {
  readonly arguments?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Descriptors handed over, from 3 on. */
  readonly descriptors?: readonly number[]
  /** Without `-db`, so that `-D` takes effect. */
  readonly isBackground?: boolean
  /** Ports of 127.0.0.1 that must accept before the daemon counts as started. */
  readonly awaitPorts?: readonly number[]
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Runs the daemon to its end, as for `-c` or `-v`. */
export function runCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn(daemonPath, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } })
  return collect(child).ended
}

/** Writes `text` to a file of its own and checks it with `-c` and further flags. */
export async function checkConfiguration(text: string, flags: readonly string[] = []): Promise<CommandResult> {
  const directory = mkdtempSync(join(tmpdir(), 'weir-check-'))
  try {
    const file = join(directory, 'test.cfg')
    writeFileSync(file, text, 'latin1')
    return await runCommand(['-c', ...flags, '-f', file])
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Starts the daemon on a configuration and waits until it serves. Throws with its messages when it ends before. */
export async function startDaemon(configuration: string, options: DaemonOptions = {}): Promise<Daemon> {
  const directory = mkdtempSync(join(tmpdir(), 'weir-test-'))
  const file = join(directory, 'test.cfg')
  writeFileSync(file, configuration, 'latin1')
  const child = spawn(
    daemonPath,
    [...(options.isBackground === true ? [] : ['-db']), ...(options.arguments ?? []), '-f', file],
    {
      stdio: ['ignore', 'pipe', 'pipe', ...(options.descriptors ?? [])],
      env: { ...process.env, WEIR_TEST_DIRECTORY: directory, ...options.environment },
    },
  )
  const { ended, output, errors } = collect(child)
  const pid = child.pid!
  const daemon: Daemon = {
    pid,
    child,
    directory,
    output,
    errors,
    ended,
    residentBytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))![1]) * 1024,
    descriptorCount: () => readdirSync(`/proc/${pid}/fd`).length,
    async kill(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
  for (const port of options.awaitPorts ?? []) await awaitPort(port, daemon)
  return daemon
}

function collect(child: ChildProcess): { ended: Promise<CommandResult>; output: () => string; errors: () => string } {
  let output = ''
  let errors = ''
  child.stdout!.setEncoding('latin1').on('data', (text: string) => {
    output += text
  })
  child.stderr!.setEncoding('latin1').on('data', (text: string) => {
    errors += text
  })
  const ended = new Promise<CommandResult>((resolve) => {
    child.once('close', (status, signal) => resolve({ status, signal, output, errors }))
  })
  return { ended, output: () => output, errors: () => errors }
}

async function awaitPort(port: number, daemon: Daemon): Promise<void> {
  let hasEnded = false
  void daemon.ended.then(() => {
    hasEnded = true
  })
  for (let attempt = 0; attempt < 500; attempt++) {
    if (hasEnded) throw new Error(`the daemon ended early:\n${daemon.errors()}${daemon.output()}`)
    if (await accepts(port)) return
    await pause(20)
  }
  throw new Error(`nothing accepts on port ${port}:\n${daemon.errors()}`)
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** Waits for real time: only where another process has to get somewhere by itself. */
export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}

/** Asks again and again until `probe` holds, for at most `limitMs`. */
export async function eventually(probe: () => boolean | Promise<boolean>, limitMs = 15_000): Promise<void> {
  const endMs = performance.now() + limitMs
  while (!(await probe())) {
    if (performance.now() > endMs) throw new Error(`this never came true: ${probe}`)
    await pause(25)
  }
}
