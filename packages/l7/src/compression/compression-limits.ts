import { type Clock, RateCounter } from '@weir/base'
import type { Compressors } from './compressor.ts'

/** What `global` allows compression to cost. */
export interface CompressionBudget {
  /** `maxcomprate` in bytes a second; infinite without a limit. */
  readonly bytesPerSecond: number
  /** `maxcompcpuusage`: percent of one CPU; 100 for no limit. */
  readonly cpuPercent: number
  /** `maxzlibmem` in bytes; infinite without a limit. */
  readonly memoryBytes: number
}

/** Keeps the compression of a thread within its budget: says whether a body may be packed. */
export class CompressionLimits {
  readonly compressors: Compressors
  readonly budget: CompressionBudget
  /** See `CompressionBudget`; changed by `set rate-limit`. */
  bytesPerSecond: number
  /** Content given to compressors, and what they gave back. */
  readonly bytesInRate: RateCounter
  readonly bytesOutRate: RateCounter
  /** What the compressors at work hold. */
  memoryBytes = 0
  readonly #clock: Clock
  /** The CPU time of the process so far. */
  readonly #cpuMs: () => number
  #measuredAtMs: number
  #cpuMsThen: number
  #cpuPercent = 0

  constructor(compressors: Compressors, budget: CompressionBudget, clock: Clock, cpuMs: () => number) {
    this.compressors = compressors
    this.budget = budget
    this.bytesPerSecond = budget.bytesPerSecond
    const nowMs = clock.nowMs()
    this.bytesInRate = new RateCounter(1000, nowMs)
    this.bytesOutRate = new RateCounter(1000, nowMs)
    this.#clock = clock
    this.#cpuMs = cpuMs
    this.#measuredAtMs = nowMs
    this.#cpuMsThen = budget.cpuPercent < 100 ? cpuMs() : 0
  }

  /** False: the next body goes out as it is (manual 3.2, `maxcomprate`). */
  get mayStart(): boolean {
    return this.memoryBytes + this.compressors.bytesEach <= this.budget.memoryBytes && !this.#isExceeded()
  }

  count(bytesIn: number, bytesOut: number): void {
    const nowMs = this.#clock.nowMs()
    this.bytesInRate.add(bytesIn, nowMs)
    this.bytesOutRate.add(bytesOut, nowMs)
  }

  #isExceeded(): boolean {
    const { cpuPercent } = this.budget
    const nowMs = this.#clock.nowMs()
    if (this.bytesInRate.read(nowMs) >= this.bytesPerSecond) return true
    return cpuPercent < 100 && this.#cpuUse(nowMs) > cpuPercent
  }

  /** Measured anew every half second. */
  #cpuUse(nowMs: number): number {
    const elapsedMs = nowMs - this.#measuredAtMs
    if (elapsedMs < 500) return this.#cpuPercent
    const cpuMs = this.#cpuMs()
    this.#cpuPercent = (100 * (cpuMs - this.#cpuMsThen)) / elapsedMs
    this.#measuredAtMs = nowMs
    this.#cpuMsThen = cpuMs
    return this.#cpuPercent
  }
}
