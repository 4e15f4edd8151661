import type { ServerState } from '@weir/balance'
import type { SocketAddress } from '@weir/base'
import { checkAddress } from './check-address.ts'
import { CheckRun, type CheckSurroundings } from './check-run.ts'
import type { CheckResult } from './check-status.ts'
import type { CheckScript } from './check-step.ts'
import type { ServerCheckOptions } from './options.ts'
import type { ServerHealth } from './server-health.ts'

/** What one server's checker is given. */
export interface CheckerSettings {
  readonly health: ServerHealth
  readonly script: CheckScript
  /** All but the address, which may change at run time. */
  readonly surroundings: Omit<CheckSurroundings, 'address' | 'server' | 'context'>
  readonly createContext: () => CheckSurroundings['context']
  readonly spreadPercent: number
}

/** Runs the checks of one server, one at a time, at the intervals that its state asks for (manual 5.2, `inter`). */
export class ServerChecker {
  readonly server: ServerState
  readonly health: ServerHealth
  readonly #settings: CheckerSettings
  readonly #options: ServerCheckOptions
  #cancelTimer: (() => void) | null = null
  #run: CheckRun | null = null
  #startedMs = 0
  /** When the next check begins. */
  #dueMs = 0
  #errors = 0
  #isStopped = true

  constructor(settings: CheckerSettings) {
    this.#settings = settings
    this.health = settings.health
    this.server = settings.health.server
    this.#options = settings.health.options
  }

  /** Checks for the first time in `delayMs`. */
  start(delayMs: number): void {
    this.#isStopped = false
    this.#schedule(delayMs)
  }

  stop(): void {
    this.#isStopped = true
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#run?.cancel()
    this.#run = null
  }

  /** Checks soon: the state of the server is in doubt. */
  hurry(): void {
    if (this.#isStopped || this.#run !== null) return
    const delayMs = Math.min(this.intervalMs, this.#options.fastIntervalMs ?? this.#options.intervalMs)
    if (this.#cancelTimer === null || this.server.backend.clock.nowMs() + delayMs < this.#dueMs) this.#schedule(delayMs)
  }

  /** The time from the start of one check to the start of the next. */
  get intervalMs(): number {
    const { intervalMs, fastIntervalMs, downIntervalMs } = this.#options
    const { check } = this.server
    if (this.health.isFullyUp && check.status !== 'INI') return intervalMs
    return check.health === 0 ? (downIntervalMs ?? intervalMs) : (fastIntervalMs ?? intervalMs)
  }

  /** Traffic went well (null) or showed an error (`observe`). */
  observe(error: string | null): void {
    if (error === null) this.#errors = 0
    else if (++this.#errors >= this.#options.errorLimit) {
      const count = this.#errors
      this.#errors = 0
      this.health.onObservedErrors(`Detected ${count} consecutive errors, last one was: ${error}`)
      this.hurry()
    }
  }

  #schedule(delayMs: number): void {
    this.#cancelTimer?.()
    const { clock } = this.server.backend
    this.#dueMs = clock.nowMs() + delayMs
    this.#cancelTimer = clock.schedule(delayMs, () => this.#check())
  }

  #check(): void {
    this.#cancelTimer = null
    const { server } = this
    this.#startedMs = server.backend.clock.nowMs()
    if (server.isInMaintenance || !server.check.isEnabled) {
      this.#next()
      return
    }
    server.check.isRunning = true
    const { surroundings, script, createContext } = this.#settings
    const context = createContext()
    // What the check before had to add is gone once there is a new connection (as HAProxy's statistics show).
    const onBegin = (): void => {
      server.check.lastOutput = ''
      if (server.check.code > 0) server.check.code = 0
    }
    const target = { ...surroundings, context, server, address: this.#address(), onBegin }
    this.#run = new CheckRun(script, target, (result) => this.#onResult(result))
    this.#run.start()
  }

  #onResult(result: CheckResult): void {
    this.#run = null
    this.server.check.isRunning = false
    if (!this.server.isInMaintenance) this.health.onCheck(result)
    if (!this.#isStopped) this.#next()
  }

  #next(): void {
    const { clock, random } = this.server.backend
    const spread = (this.intervalMs * this.#settings.spreadPercent) / 100
    const intervalMs = this.intervalMs - spread + (2 * spread * random.uint32()) / 2 ** 32
    this.#schedule(Math.max(0, this.#startedMs + intervalMs - clock.nowMs()))
  }

  #address(): SocketAddress | null {
    return checkAddress(this.server, this.#options.address, this.#options.port)
  }
}
