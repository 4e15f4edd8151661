import type { Clock } from './clock.ts'

/**
 * One timer structure per thread. A `Timeout` that is re-armed only stores its new deadline; the queue finds out when
 * the earlier entry falls due. So activity on a connection costs one addition and one store.
 *
 *   heap of queue entries, ordered by the time at which each must be looked at
 *      entry.timeout.deadlineMs > now  → push back with the true deadline
 *      otherwise                       → expire
 */
export class TimerQueue {
  readonly clock: Clock
  #heap: Timeout[] = []
  #cancelWake: (() => void) | null = null
  #wakeAtMs = Number.POSITIVE_INFINITY

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** How many timeouts are queued, stopped ones that have not been swept included. */
  get size(): number {
    return this.#heap.length
  }

  /** Stops waking up. Timeouts that were armed never expire. */
  close(): void {
    this.#cancelWake?.()
    this.#cancelWake = null
    this.#wakeAtMs = Number.POSITIVE_INFINITY
    this.#heap = []
  }

  /** @internal Called by `Timeout.arm` when it is not queued early enough. */
  enqueue(timeout: Timeout): void {
    if (timeout.heapIndex >= 0) {
      timeout.queuedAtMs = timeout.deadlineMs
      this.#up(timeout.heapIndex)
    } else {
      timeout.queuedAtMs = timeout.deadlineMs
      timeout.heapIndex = this.#heap.length
      this.#heap.push(timeout)
      this.#up(timeout.heapIndex)
    }
    if (timeout.queuedAtMs < this.#wakeAtMs) this.#sleepUntil(timeout.queuedAtMs)
  }

  #sleepUntil(atMs: number): void {
    this.#cancelWake?.()
    this.#wakeAtMs = atMs
    const delayMs = Math.max(0, Math.ceil(atMs - this.clock.nowMs()))
    this.#cancelWake = this.clock.schedule(delayMs, () => this.#wake())
  }

  #wake(): void {
    this.#cancelWake = null
    this.#wakeAtMs = Number.POSITIVE_INFINITY
    const nowMs = this.clock.nowMs()
    for (;;) {
      const first = this.#heap[0]
      if (first === undefined) return
      if (first.queuedAtMs > nowMs) break
      if (first.deadlineMs > nowMs && first.deadlineMs !== Number.POSITIVE_INFINITY) {
        first.queuedAtMs = first.deadlineMs
        this.#down(0)
        continue
      }
      const expired = first.deadlineMs !== Number.POSITIVE_INFINITY
      this.#remove(first)
      if (expired) {
        first.deadlineMs = Number.POSITIVE_INFINITY
        first.onExpire()
      }
    }
    const next = this.#heap[0]
    if (next !== undefined && next.queuedAtMs < this.#wakeAtMs) this.#sleepUntil(next.queuedAtMs)
  }

  #remove(timeout: Timeout): void {
    const index = timeout.heapIndex
    timeout.heapIndex = -1
    const last = this.#heap.pop()!
    if (last === timeout) return
    this.#heap[index] = last
    last.heapIndex = index
    this.#up(index)
    this.#down(last.heapIndex)
  }

  /** @internal Takes a timeout out of the queue at once, so that what it refers to can be collected. */
  discard(timeout: Timeout): void {
    if (timeout.heapIndex >= 0) this.#remove(timeout)
  }

  #up(index: number): void {
    const heap = this.#heap
    const timeout = heap[index]!
    while (index > 0) {
      const parentIndex = (index - 1) >> 1
      const parent = heap[parentIndex]!
      if (parent.queuedAtMs <= timeout.queuedAtMs) break
      heap[index] = parent
      parent.heapIndex = index
      index = parentIndex
    }
    heap[index] = timeout
    timeout.heapIndex = index
  }

  #down(index: number): void {
    const heap = this.#heap
    const timeout = heap[index]!
    for (;;) {
      let childIndex = 2 * index + 1
      if (childIndex >= heap.length) break
      const right = heap[childIndex + 1]
      if (right !== undefined && right.queuedAtMs < heap[childIndex]!.queuedAtMs) childIndex++
      const child = heap[childIndex]!
      if (child.queuedAtMs >= timeout.queuedAtMs) break
      heap[index] = child
      child.heapIndex = index
      index = childIndex
    }
    heap[index] = timeout
    timeout.heapIndex = index
  }
}

/** A deadline that may be moved at any time at the price of a store. Re-usable after it expired or was stopped. */
export class Timeout {
  deadlineMs = Number.POSITIVE_INFINITY
  queuedAtMs = Number.POSITIVE_INFINITY
  heapIndex = -1
  readonly onExpire: () => void
  readonly #queue: TimerQueue

  constructor(queue: TimerQueue, onExpire: () => void) {
    this.#queue = queue
    this.onExpire = onExpire
  }

  get isArmed(): boolean {
    return this.deadlineMs !== Number.POSITIVE_INFINITY
  }

  /** Expires in `delayMs`, whatever was set before. An infinite delay stops it. */
  arm(delayMs: number): void {
    if (delayMs === Number.POSITIVE_INFINITY) {
      this.deadlineMs = delayMs
      return
    }
    this.deadlineMs = this.#queue.clock.nowMs() + delayMs
    if (this.heapIndex < 0 || this.deadlineMs < this.queuedAtMs) this.#queue.enqueue(this)
  }

  /** Never expires until armed again. The queue entry is left to be swept. */
  stop(): void {
    this.deadlineMs = Number.POSITIVE_INFINITY
  }

  /** Stops for good and leaves the queue, so that nothing refers to the owner any longer. */
  dispose(): void {
    this.deadlineMs = Number.POSITIVE_INFINITY
    this.#queue.discard(this)
  }
}
