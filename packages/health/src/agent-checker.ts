import { adminFlags, type ServerState } from '@weir/balance'
import { verdicts } from '@weir/keyword'
import { parseAgentAnswer } from './agent-answer.ts'
import { checkAddress } from './check-address.ts'
import { plainWay } from './check-connection.ts'
import { CheckRun } from './check-run.ts'
import type { CheckResult } from './check-status.ts'
import { connectStep, createScript, createStep, encodeBytes, sendStep } from './check-step.ts'
import type { CheckerSettings } from './server-checker.ts'
import type { ServerHealth } from './server-health.ts'

const { forcedDrain, forcedMaintenance } = adminFlags

/** Asks the agent of one server at regular intervals and does what it says. A silent agent changes nothing. */
export class AgentChecker {
  readonly server: ServerState
  readonly #health: ServerHealth
  readonly #settings: Omit<CheckerSettings, 'script'>
  #cancelTimer: (() => void) | null = null
  #run: CheckRun | null = null
  #line = ''

  constructor(settings: Omit<CheckerSettings, 'script'>) {
    this.#settings = settings
    this.#health = settings.health
    this.server = settings.health.server
  }

  start(delayMs: number): void {
    this.#cancelTimer = this.server.backend.clock.schedule(delayMs, () => this.#ask())
  }

  stop(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#run?.cancel()
    this.#run = null
  }

  #ask(): void {
    const { server } = this
    const { options } = this.#health
    const intervalMs = options.agentIntervalMs ?? options.intervalMs
    this.start(intervalMs)
    if (!server.agent.isEnabled || this.#run !== null) return
    const { surroundings, createContext } = this.#settings
    const address = checkAddress(server, options.agentAddress ?? options.address, options.agentPort)
    const expectStep = options.agentSends === '' ? 2 : 3
    const script = createScript(
      [
        connectStep(plainWay),
        ...(options.agentSends === '' ? [] : [sendStep(encodeBytes(options.agentSends))]),
        createStep((run) => {
          const end = run.text.search(/[\r\n]/)
          if (end < 0 && !run.hasEnded) return verdicts.wait
          if (run.text === '') return run.finish('L7RSP', `TCPCHK got an empty response at step ${expectStep}`)
          if (end < 0) return run.finish('CHECKED', null)
          this.#line = run.text.slice(0, end)
          return verdicts.proceed
        }),
      ],
      { status: 'L7OK' },
    )
    this.#line = ''
    this.#run = new CheckRun(script, { ...surroundings, context: createContext(), server, address }, (result) => {
      this.#run = null
      if (result.status === 'L7OK') this.#obey(result)
      else if (result.status === 'CHECKED') server.agent.lastOutput = 'Ignoring incomplete line from agent'
      else this.#health.onAgent(result, null)
    })
    this.#run.start()
  }

  #obey(result: CheckResult): void {
    const { server } = this
    const { backend } = server
    const answer = parseAgentAnswer(this.#line)
    // Before the words about duty: a server that is told to be ready comes back as its agent says it is.
    if (answer.state !== null) this.#health.agentIsDown = answer.state.isDown
    if (answer.maxconn !== null) {
      server.maxconn = answer.maxconn
      backend.wake(server)
    }
    if (answer.weight !== null) {
      const wanted =
        'absolute' in answer.weight
          ? answer.weight.absolute
          : Math.min(256, Math.floor((server.initialWeight * answer.weight.percent + 50) / 100))
      // Static algorithms take only nothing or the whole (manual, `set weight`).
      if (backend.algorithm.isDynamic || wanted === 0 || wanted === server.initialWeight)
        backend.setWeight(server, wanted)
    }
    if (answer.admin === 'ready') backend.setAdmin(server, 0, forcedDrain | forcedMaintenance, null)
    else if (answer.admin === 'drain') backend.setAdmin(server, forcedDrain, forcedMaintenance, null)
    else if (answer.admin === 'maint') backend.setAdmin(server, forcedMaintenance, forcedDrain, null)
    const { state, unknown, warning } = answer
    if (state === null) {
      const problem = warning === null ? null : `agent warns : ${warning}`
      const info = unknown === null ? problem : `agent reports an error : ${unknown}`
      this.#health.onAgent({ ...result, status: 'CHECKED', info }, null)
      return
    }
    const { word, description, isDown } = state
    const info = `via agent : ${word}${description === null ? '' : ` (${description})`}`
    this.#health.onAgent({ ...result, status: isDown ? 'L7STS' : 'L7OK', info }, isDown)
  }
}
