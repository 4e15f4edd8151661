import { setPriority } from 'node:os'
import type { ProcessOptions } from '@weir/control'
import type { Model } from '@weir/keyword'
import { processOptions as connectionOptions } from '@weir/l4'
import { getResourceLimit, raiseFileLimit, setThreadAffinity } from '@weir/os'
import type { Arguments } from './argv.ts'

/** Descriptors for what is no connection: listeners, logs, checks, the runtime socket, and those of the runtime itself. */
const reservedFiles = 100

/** As HAProxy does without `fd-hard-limit`: systems that allow a billion files are not taken at their word. */
const defaultHardLimit = 1_048_576

export interface FileLimit {
  /** The limit of connections that is written down, else what the files suffice for; null where the system tells none. */
  readonly maxConnections: number | null
  /** Why there are fewer files than asked for. Null when there are enough. */
  readonly problem: string | null
}

/** Raises the limit of open files as far as `maxconn` or `ulimit-n` ask for, by default as far as it goes. */
export function setFileLimit(options: ProcessOptions, model: Model, parsed: Arguments): FileLimit {
  const maxConnections = parsed.maxConnections ?? model.global.options.get(connectionOptions).maxConnections
  try {
    const most = Math.min(getResourceLimit('files').hard, options.hardFileLimit ?? defaultHardLimit)
    if (maxConnections === null && options.fileLimit === null) {
      return { maxConnections: connectionsFor(Math.min(raiseFileLimit(most), most)), problem: null }
    }
    const wanted = options.fileLimit ?? maxConnections! * 2 + reservedFiles
    const soft = raiseFileLimit(wanted)
    return {
      maxConnections: maxConnections ?? connectionsFor(Math.min(soft, wanted)),
      problem: soft < wanted ? `[haproxy.main()] Cannot raise FD limit to ${wanted}, limit is ${soft}.` : null,
    }
  } catch {
    // Without the system's library there is no limit to ask for or to change.
    return { maxConnections, problem: null }
  }
}

/** Every connection has two sides. */
const connectionsFor = (files: number): number => Math.max(1, Math.floor((files - reservedFiles) / 2))

/** `tune.renice.…`. Without the right to it, the priority stays as it is. */
export function renice(nice: number | null): void {
  if (nice === null) return
  try {
    setPriority(0, nice)
  } catch {
    // Raising it takes a privilege.
  }
}

/** Binds the one thread to the processors that `cpu-map` gives thread 1 of group 1. Returns the reason when it can't. */
export function bindToProcessors({ cpuMap }: ProcessOptions): string | null {
  const cpus = cpuMap
    .filter(({ group, threads }) => includesFirst(group) && includesFirst(threads))
    .flatMap((mapping) => (mapping.isAuto ? mapping.cpus.slice(0, 1) : mapping.cpus))
  if (cpus.length === 0) return null
  try {
    setThreadAffinity(cpus)
    return null
  } catch (error) {
    return `[haproxy.main()] Cannot bind thread 1 to its processors: ${error instanceof Error ? error.message : error}`
  }
}

/** True for a set that the number 1 is in: `all`, `odd`, `1`, `1-4`. */
const includesFirst = (set: string): boolean => /^(all|odd|1|[01]-.*)$/.test(set)
