/** Starts programs on given cores, waits until they accept, and ends them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { findProgram } from './machine.ts'

export interface Command {
  readonly program: string
  readonly arguments: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export interface Running {
  readonly pid: number
  /** From the start to the first accepted connection. */
  readonly startupMs: number
  stop(): Promise<void>
}

/** The command pinned to `cores`, where the machine can pin. */
export function pinned(command: Command, cores: string | null): Command {
  const taskset = cores === null ? null : findProgram('taskset')
  if (taskset === null || cores === null) return command
  return { ...command, program: taskset, arguments: ['-c', cores, command.program, ...command.arguments] }
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

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const impatience = setTimeout(() => child.kill('SIGKILL'), 3000)
  await ended
  clearTimeout(impatience)
}

/** Starts a server and waits until its port accepts. Throws with what it said when it does not within `timeoutMs`. */
export async function start(command: Command, port: number, timeoutMs = 10_000): Promise<Running> {
  const startedMs = performance.now()
  const child = spawn(command.program, command.arguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...command.environment },
  })
  let said = ''
  const listen = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-2000)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  let failure: string | null = null
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code, signal) => {
    failure = `ended with ${signal ?? code}`
  })
  while (failure === null) {
    if (await accepts(port))
      return { pid: child.pid!, startupMs: performance.now() - startedMs, stop: () => stop(child) }
    if (performance.now() - startedMs > timeoutMs) {
      await stop(child)
      failure = `did not accept within ${timeoutMs / 1000} s`
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  throw new Error(`${failure}${said === '' ? '' : `: ${said.trim().split('\n').at(-1)}`}`)
}
