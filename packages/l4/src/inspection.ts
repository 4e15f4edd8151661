import { Timeout, type TimerQueue } from '@weir/base'
import { type Verdict, verdicts } from '@weir/keyword'
import type { InspectBuffer } from './inspect-buffer.ts'
import { type RuleList, runRules } from './rules.ts'
import type { Stream } from './stream.ts'

/** Content rules that wait for data, at most the inspection delay (manual 4.2, `tcp-request inspect-delay`). */
export class Inspection {
  readonly #timers: TimerQueue
  #timeout: Timeout | null = null
  #isOver = false

  constructor(timers: TimerQueue) {
    this.#timers = timers
  }

  get isWaiting(): boolean {
    return this.#timeout !== null
  }

  /** Other rules come next, with a delay of their own. */
  startAnew(): void {
    this.#isOver = false
  }

  /** What `rules` make of `buffer`; null when they wait. `again` is called once the delay is over. */
  run(stream: Stream, rules: RuleList, buffer: InspectBuffer, delayMs: number, again: () => void): Verdict | null {
    stream.isFinal = delayMs === 0 || this.#isOver || buffer.isFull || buffer.isEnded
    const verdict = runRules(rules, stream, stream)
    if (verdict !== verdicts.wait || stream.isFinal) {
      this.stop()
      return verdict
    }
    if (this.#timeout === null) {
      this.#timeout = new Timeout(this.#timers, () => {
        this.#timeout = null
        this.#isOver = true
        again()
      })
      this.#timeout.arm(delayMs)
    }
    return null
  }

  stop(): void {
    this.#timeout?.dispose()
    this.#timeout = null
  }
}
