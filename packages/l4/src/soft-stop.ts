import type { Clock, Random } from '@weir/base'

/**
 * A process that finishes what is under way and takes nothing more. Over how long a time it sends its clients elsewhere
 * is `close-spread-time`: null for at once, infinite for not at all.
 */
export class SoftStop {
  readonly #clock: Clock
  readonly #random: Random
  readonly #spreadMs: number | null
  readonly #beganAtMs: number
  #sweptAtMs: number

  constructor(clock: Clock, random: Random, spreadMs: number | null) {
    this.#clock = clock
    this.#random = random
    this.#spreadMs = spreadMs
    this.#beganAtMs = clock.nowMs()
    this.#sweptAtMs = this.#beganAtMs
  }

  /** Whether a connection whose turn has come to be asked has to close: the later, the likelier. */
  closesActive(): boolean {
    if (this.#spreadMs === null) return true
    return this.#isDrawn((this.#clock.nowMs() - this.#beganAtMs) / this.#spreadMs)
  }

  /** Decides for each idle connection that is passed whether it closes, so that all times of the spread are as likely. */
  sweep(): () => boolean {
    const nowMs = this.#clock.nowMs()
    const spreadMs = this.#spreadMs ?? 0
    const leftMs = this.#beganAtMs + spreadMs - this.#sweptAtMs
    const share = leftMs <= 0 ? 1 : (nowMs - this.#sweptAtMs) / leftMs
    this.#sweptAtMs = nowMs
    return () => spreadMs !== Number.POSITIVE_INFINITY && this.#isDrawn(share)
  }

  #isDrawn(share: number): boolean {
    return share >= 1 || this.#random.uint32() < share * 0x1_0000_0000
  }
}
