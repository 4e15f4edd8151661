import { setPriority } from 'node:os'
import type { ProcessOptions } from '@weir/control'
import type { Model } from '@weir/keyword'
import { processOptions as connectionOptions } from '@weir/l4'
import { getResourceLimit, raiseFileLimit } from '@weir/os'
import type { Arguments } from './argv.ts'

/** Descriptors for what is no connection: listeners, logs, checks, the runtime socket, and those of the runtime itself. */
const reservedFiles = 100

/**
 * Raises the limit of open files as far as `maxconn` or `ulimit-n` ask for. Gives the limit of connections: the one that
 * is written down, else what the files suffice for; null when the system tells no limit.
 */
export function setFileLimit(options: ProcessOptions, model: Model, parsed: Arguments): number | null {
  const given = parsed.maxConnections ?? model.global.options.get(connectionOptions).maxConnections
  const soft = raise(options, given)
  if (given !== null || soft === null) return given
  return Math.max(1, Math.floor((soft - reservedFiles) / 2))
}

function raise(options: ProcessOptions, maxConnections: number | null): number | null {
  try {
    const { hard } = getResourceLimit('files')
    const most = Math.min(hard, options.hardFileLimit ?? defaultHardLimit)
    const wanted = options.fileLimit ?? (maxConnections === null ? most : maxConnections * 2 + reservedFiles)
    return Math.min(raiseFileLimit(wanted), Math.max(wanted, most))
  } catch {
    return null
  }
}

/** As HAProxy does without `fd-hard-limit`: systems that allow a billion files are not taken at their word. */
const defaultHardLimit = 1_048_576

/** `tune.renice.…`. Without the right to it, the priority stays as it is. */
export function renice(nice: number | null): void {
  if (nice === null) return
  try {
    setPriority(0, nice)
  } catch {
    // Raising it takes a privilege.
  }
}
