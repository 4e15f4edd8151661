import { Timeout } from '@weir/base'
import { DataStage } from '../data-pipeline.ts'
import type { Stream } from '../stream.ts'
import type { Allowance } from './allowance.ts'

/** Lets bytes through at the rate that is allowed, and holds the rest back; what is in front has to wait. */
export class BandwidthStage extends DataStage {
  readonly #stream: Stream
  /** Asked anew for each piece, as rules may set a limit amid the traffic; null without one. */
  readonly #allowance: () => Allowance | null
  readonly #timeout: Timeout
  #held: Uint8Array[] = []
  #heldBytes = 0
  #isEnding = false
  #isBlocked = false
  /** What is in front was told to wait. */
  #owesMore = false
  #isClosed = false

  constructor(stream: Stream, allowance: () => Allowance | null, contain: (error: unknown) => void) {
    super()
    this.#stream = stream
    this.#allowance = allowance
    this.#timeout = new Timeout(stream.engine.timers, () => {
      try {
        this.#release()
      } catch (error) {
        contain(error)
      }
    })
  }

  write(data: Uint8Array, isLast: boolean): boolean {
    if (this.#heldBytes === 0 && !this.#isBlocked && this.#allowance() === null) return this.next.write(data, isLast)
    if (data.length > 0) this.#held.push(Uint8Array.prototype.slice.call(data))
    this.#heldBytes += data.length
    this.#isEnding = isLast
    if (!this.#timeout.isArmed) this.#release()
    const isRoom = this.#heldBytes === 0 && !this.#isBlocked
    this.#owesMore = !isRoom && !isLast
    return isRoom
  }

  /** Sends what may go, and comes back when more may. */
  #release(): void {
    while (!this.#isBlocked && !this.#isClosed) {
      if (this.#heldBytes === 0) {
        if (this.#isEnding) {
          this.#isEnding = false
          this.next.write(nothing, true)
        } else if (this.#owesMore) {
          this.#owesMore = false
          this.letMoreCome()
        }
        return
      }
      const allowance = this.#allowance()
      const wanted = this.#held[0]!.length
      const allowed = allowance === null ? wanted : allowance.take(wanted, this.#stream.clock.nowMs())
      if (allowed === 0) {
        this.#timeout.arm(allowance!.waitMs(wanted))
        return
      }
      this.#send(allowed)
    }
  }

  /** Sends that much of the first piece. */
  #send(count: number): void {
    const first = this.#held[0]!
    const isWhole = first.length === count
    const piece = isWhole ? first : first.subarray(0, count)
    if (isWhole) this.#held.shift()
    else this.#held[0] = first.subarray(count)
    this.#heldBytes -= piece.length
    const isLast = this.#isEnding && this.#heldBytes === 0
    if (isLast) this.#isEnding = false
    this.#isBlocked = !this.next.write(piece, isLast)
  }

  resume(): void {
    if (!this.#isBlocked) {
      this.letMoreCome()
      return
    }
    this.#isBlocked = false
    this.#release()
  }

  override close(): void {
    this.#isClosed = true
    this.#held = []
    this.#heldBytes = 0
    this.#timeout.dispose()
  }
}

const nothing = new Uint8Array(0)
