import {
  anyMaintenance,
  type CheckSummary,
  type OperationalState,
  operationalStates,
  type ServerState,
} from '@weir/balance'
import { type CheckResult, checkStatuses, describeResult, hasCode, outcomeOf } from './check-status.ts'
import type { ServerCheckOptions } from './options.ts'

const { running, stopped, stopping } = operationalStates

/**
 * The state machine between check results and a server's state.
 *
 *   health   0 … rise - 1        rise … rise + fall - 1
 *            DOWN  ── good ──▶     UP   ── good ──▶ rise + fall - 1
 *            0 ◀── bad ── DOWN     UP   ── bad ──▶ one less; from rise to 0, DOWN
 */
export class ServerHealth {
  readonly server: ServerState
  readonly options: ServerCheckOptions
  /** The agent said `down`, `fail` or `stopped`. */
  agentIsDown = false
  /** Results are not repeated as reasons in state messages when every result is logged. */
  readonly #logsChecks: boolean
  readonly #log: (text: string) => void

  constructor(server: ServerState, options: ServerCheckOptions, logsChecks: boolean, log: (text: string) => void) {
    this.server = server
    this.options = options
    this.#logsChecks = logsChecks
    this.#log = log
  }

  get isFullyUp(): boolean {
    const { health, rise, fall } = this.server.check
    return health >= rise + fall - 1
  }

  /** Back to how a server starts: at the beginning, and when it leaves maintenance. */
  reset(): void {
    const { check } = this.server
    const { rise, fall } = check
    check.health = { 'fully-up': rise + fall - 1, up: rise, none: rise, down: rise - 1, 'fully-down': 0 }[
      this.options.initialState
    ]
    check.status = 'INI'
    check.description = checkStatuses.INI
    this.#set(check.health >= rise && !this.agentIsDown ? running : stopped, null)
  }

  /** The result of a regular check. */
  onCheck(result: CheckResult): void {
    const { check } = this.server
    const before = { health: check.health, status: check.status }
    const outcome = outcomeOf(result.status)
    this.#note(result)
    const rises = outcome !== 'failed'
    if (rises) this.#rise()
    else this.#fall()
    if (this.#logsChecks && (check.status !== before.status || check.health !== before.health))
      this.#logCheck('Health', check, result)
    const reason = this.#logsChecks ? null : `reason: ${describeResult(result)}`
    if (check.health < check.rise) this.#set(stopped, reason)
    // A failure that does not take it down leaves it as it is, so one that is stopping goes on to.
    else if (rises && !this.agentIsDown) this.#set(outcome === 'conditional' ? stopping : running, reason)
  }

  /** Enough errors were seen in traffic (`on-error`). */
  onObservedErrors(info: string): void {
    const { check } = this.server
    const { onError } = this.options
    this.server.counters.observedFailures++
    if (onError === 'fastinter') return
    const result: CheckResult = { status: 'HANA', code: 0, info, durationMs: -1 }
    if (onError === 'mark-down') check.health = Math.min(check.health, check.rise)
    // One more failure after this one takes it down.
    else if (onError === 'sudden-death' && check.health > check.rise + 1) check.health = check.rise + 1
    this.onCheck(result)
  }

  /** What came of asking the agent; null as state when it said nothing of that. */
  onAgent(result: CheckResult, isDown: boolean | null): void {
    const { agent } = this.server
    const before = { health: agent.health, status: agent.status }
    agent.status = result.status
    agent.description = checkStatuses[result.status]
    agent.code = hasCode(result.status) ? result.code : -1
    agent.durationMs = result.durationMs
    agent.lastOutput = result.info ?? ''
    if (isDown !== null) this.#setAgentHealth(isDown)
    const isNews = agent.status !== before.status || agent.health !== before.health
    if (this.#logsChecks && result.status !== 'CHECKED' && isNews) this.#logCheck('Agent', agent, result)
    if (isDown !== null) this.#followAgent(isDown, this.#logsChecks ? null : `reason: ${describeResult(result)}`)
  }

  /** What an operator says in the agent's place. */
  setAgentState(isDown: boolean, reason: string): void {
    this.#setAgentHealth(isDown)
    this.#followAgent(isDown, reason)
  }

  #setAgentHealth(isDown: boolean): void {
    const { agent } = this.server
    agent.health = isDown ? 0 : agent.rise + agent.fall - 1
    this.agentIsDown = isDown
  }

  #followAgent(isDown: boolean, reason: string | null): void {
    const { check } = this.server
    if (isDown) this.#set(stopped, reason)
    else if (!check.isConfigured || check.health >= check.rise) this.#set(running, reason)
  }

  #note(result: CheckResult): void {
    const { check } = this.server
    check.status = result.status
    check.description = checkStatuses[result.status]
    check.code = hasCode(result.status) ? result.code : -1
    if (result.durationMs >= 0) check.durationMs = result.durationMs
    check.lastOutput = result.info ?? ''
  }

  #rise(): void {
    const { check } = this.server
    if (check.health >= check.rise + check.fall - 1) return
    check.health++
    if (check.health >= check.rise) check.health = check.rise + check.fall - 1
  }

  #fall(): void {
    const { check, counters } = this.server
    if (check.health > check.rise) check.health--
    else check.health = 0
    if (this.server.isUp) counters.failedChecks++
  }

  #set(state: OperationalState, reason: string | null): void {
    if ((this.server.adminFlags & anyMaintenance) === 0) this.server.backend.setOperational(this.server, state, reason)
  }

  #logCheck(kind: 'Health' | 'Agent', { health, rise, fall }: CheckSummary, result: CheckResult): void {
    const { server } = this
    const outcome = { passed: 'succeeded', conditional: 'conditionally succeeded', failed: 'failed' }[
      outcomeOf(result.status)
    ]
    const state = health >= rise ? `${health - rise + 1}/${fall} UP` : `${health}/${rise} DOWN`
    this.#log(
      `${kind} check for ${server.isBackup ? 'backup ' : ''}server ${server.backend.name}/${server.name} ${outcome}, reason: ${describeResult(result)}, status: ${state}.`,
    )
  }
}
