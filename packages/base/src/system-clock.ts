import type { Clock } from './clock.ts'

/** The machine's clock. Its timers do not keep a process alive by themselves when `unref` exists. */
export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  schedule(delayMs, callback) {
    const handle = setTimeout(callback, delayMs)
    return () => clearTimeout(handle)
  },
}
