import { openSync } from 'node:fs'
import { closeDescriptor, replaceDescriptor } from './descriptors.ts'
import { checked, requireLibc } from './libc.ts'

const RLIMIT_CORE = 4
const RLIMIT_NOFILE = 7
const PR_SET_DUMPABLE = 4
const affinityBytes = 128

/** A limit of the process (setrlimit(2)); `Infinity` means none. */
export interface ResourceLimit {
  readonly soft: number
  readonly hard: number
}

const resources = { files: RLIMIT_NOFILE, core: RLIMIT_CORE } as const
export type Resource = keyof typeof resources

export function getResourceLimit(resource: Resource): ResourceLimit {
  const libc = requireLibc('getrlimit')
  const bytes = new Uint8Array(16)
  checked(libc, `getrlimit ${resource}`, libc.getrlimit(resources[resource], bytes))
  const view = new DataView(bytes.buffer)
  return { soft: decodeLimit(view.getBigUint64(0, true)), hard: decodeLimit(view.getBigUint64(8, true)) }
}

/** Throws an `OsError` with `EPERM` when the hard limit would have to be raised without the right to. */
export function setResourceLimit(resource: Resource, limit: ResourceLimit): void {
  const libc = requireLibc('setrlimit')
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, encodeLimit(limit.soft), true)
  view.setBigUint64(8, encodeLimit(limit.hard), true)
  checked(libc, `setrlimit ${resource}`, libc.setrlimit(resources[resource], bytes))
}

/**
 * Raises the limit of open files so that `wanted` can be had, the hard limit as well where that is allowed. Returns
 * the soft limit in force afterwards. Never lowers it.
 */
export function raiseFileLimit(wanted: number): number {
  const limit = getResourceLimit('files')
  if (limit.soft >= wanted) return limit.soft
  try {
    setResourceLimit('files', { soft: wanted, hard: Math.max(wanted, limit.hard) })
  } catch {
    setResourceLimit('files', { soft: Math.min(wanted, limit.hard), hard: limit.hard })
  }
  return getResourceLimit('files').soft
}

/** Starts a session of its own, without a terminal. Throws `EPERM` in a process that leads its group. */
export function startSession(): void {
  const libc = requireLibc('setsid')
  checked(libc, 'setsid', libc.setsid())
}

/** Points descriptors 0, 1 and 2 at `/dev/null`: the last step of going into the background. */
export function detachStandardStreams(): void {
  requireLibc('dup2')
  const fd = openSync('/dev/null', 'r+')
  for (const stream of [0, 1, 2]) replaceDescriptor(fd, stream)
  if (fd > 2) closeDescriptor(fd)
}

/** Whether the kernel may write a core file, which changing the user turns off. */
export function setDumpable(on: boolean): void {
  const libc = requireLibc('prctl')
  checked(libc, 'prctl PR_SET_DUMPABLE', libc.prctl(PR_SET_DUMPABLE, on ? 1 : 0, 0, 0, 0))
}

/** Binds the calling thread to the given processors, counted from 0. */
export function setThreadAffinity(cpus: readonly number[]): void {
  const libc = requireLibc('sched_setaffinity')
  const mask = new Uint8Array(affinityBytes)
  for (const cpu of cpus) {
    if (cpu >= 0 && cpu < affinityBytes * 8) mask[cpu >> 3] = mask[cpu >> 3]! | (1 << (cpu & 7))
  }
  checked(libc, 'sched_setaffinity', libc.sched_setaffinity(0, mask.length, mask))
}

/** The processors that the calling thread may run on. */
export function getThreadAffinity(): number[] {
  const libc = requireLibc('sched_getaffinity')
  const mask = new Uint8Array(affinityBytes)
  checked(libc, 'sched_getaffinity', libc.sched_getaffinity(0, mask.length, mask))
  const cpus: number[] = []
  for (let cpu = 0; cpu < affinityBytes * 8; cpu++) if ((mask[cpu >> 3]! & (1 << (cpu & 7))) !== 0) cpus.push(cpu)
  return cpus
}

const unlimited = 2n ** 64n - 1n

function decodeLimit(value: bigint): number {
  return value === unlimited ? Number.POSITIVE_INFINITY : Number(value)
}

function encodeLimit(value: number): bigint {
  return value === Number.POSITIVE_INFINITY ? unlimited : BigInt(value)
}
