/** The load generator, wrk, and what it says. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Command, pinned } from './running.ts'

export interface LoadResult {
  readonly requests: number
  readonly requestsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Answers other than 2xx and 3xx, and connections that failed. */
  readonly errors: number
}

export interface Load {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  /** Asks for a new connection with every request. */
  readonly closes: boolean
}

const unitsMs: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 }

function latencyMs(text: string, percentile: string): number {
  const match = new RegExp(`^\\s+${percentile}%\\s+([\\d.]+)(us|ms|s|m)$`, 'm').exec(text)
  if (match === null) throw new Error(`wrk gave no latency for ${percentile}%`)
  return Number(match[1]) * unitsMs[match[2]!]!
}

/** Parses the output of `wrk --latency`. Throws on anything else. */
export function parseWrk(text: string): LoadResult {
  const total = /^\s+(\d+) requests in /m.exec(text)
  const rate = /^Requests\/sec:\s+([\d.]+)/m.exec(text)
  if (total === null || rate === null) throw new Error(`wrk said: ${text.trim()}`)
  const bad = /Non-2xx or 3xx responses: (\d+)/.exec(text)
  const socket = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)
  const failures = socket === null ? 0 : socket.slice(1).reduce((sum, count) => sum + Number(count), 0)
  return {
    requests: Number(total[1]),
    requestsPerSecond: Number(rate[1]),
    p50Ms: latencyMs(text, '50'),
    p99Ms: latencyMs(text, '99'),
    errors: Number(bad?.[1] ?? 0) + failures,
  }
}

const run = promisify(execFile)

export async function applyLoad(wrk: string, load: Load, cores: string | null): Promise<LoadResult> {
  const command: Command = {
    program: wrk,
    arguments: [
      '--threads=1',
      `--connections=${load.connections}`,
      `--duration=${load.seconds}s`,
      '--latency',
      ...(load.closes ? ['--header=Connection: close'] : []),
      load.url,
    ],
  }
  const { program, arguments: given } = pinned(command, cores)
  const { stdout } = await run(program, [...given])
  return parseWrk(stdout)
}
