/** What the bench needs of the machine: programs, cores, free ports, and the kernel's accounting of a process. */
import { accessSync, constants, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'

/** Where a program is, or null. Debian keeps daemons in sbin, which a user's PATH may lack. */
export function findProgram(name: string): string | null {
  for (const directory of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']) {
    const path = join(directory, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not here.
    }
  }
  return null
}

/** A port that nothing listens on, on the loopback. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

/** The proxy has the first core for itself; the load and the servers share the others. Null: there is but one. */
export function coreLists(cores = availableParallelism()): { proxy: string; rest: string } | null {
  return cores < 2 ? null : { proxy: '0', rest: cores === 2 ? '1' : `1-${cores - 1}` }
}

export interface ProcessStat {
  /** User and system time, of the process and of the children it has waited for. */
  readonly ticks: number
  readonly residentPages: number
}

/** Parses `/proc/<pid>/stat` (proc(5)); the name in parentheses may hold anything. */
export function parseStat(text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const field = (number: number): number => Number(fields[number - 3])
  return { ticks: field(14) + field(15) + field(16) + field(17), residentPages: field(24) }
}

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    return text.split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** A process and all below it. */
export function processTree(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(processTree)]
}

const tickUs = 1e6 / 100
const pageBytes = 4096

/** The processor time and memory of a process with all its children. */
export function account(pid: number): { cpuUs: number; residentBytes: number } {
  let cpuUs = 0
  let residentBytes = 0
  for (const member of processTree(pid)) {
    try {
      const stat = parseStat(readFileSync(`/proc/${member}/stat`, 'utf8'))
      cpuUs += stat.ticks * tickUs
      residentBytes += stat.residentPages * pageBytes
    } catch {
      // It has just ended; its time is in its parent's count.
    }
  }
  return { cpuUs, residentBytes }
}
