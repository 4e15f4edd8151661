import { definePort } from '@weir/keyword'

/** What expressions may know of the process they run in. */
export interface ProcessFacts {
  readonly pid: number
  readonly hostname: string
  /** The environment as it was at the start, changed by `setenv` and its kin. */
  environment(name: string): string | null
  /** Index of the thread, from 0. */
  readonly thread: number
  /** Index of the thread's group, from 0. */
  readonly threadGroup: number
  /** True from a soft stop on. */
  isStopping(): boolean
  /** Wall-clock milliseconds at the start of the process. */
  readonly startedAtMs: number
  /** How much of the last half second or more the thread was busy, 0 to 100. */
  busyPercent(): number
}

/** Supplied by whoever runs the process. */
export const processPort = definePort<ProcessFacts>('process')
