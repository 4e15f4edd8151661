/** Runs a traffic scenario on one implementation and reports what was seen. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Conversation } from './conversation.ts'
import { Daemon, runCommand } from './daemon.ts'
import type { Implementation } from './implementation.ts'
import { LogReceiver } from './log-receiver.ts'
import { normaliseLog, normaliseStream, normaliseText } from './normalise.ts'
import type { ConnectionObservation, TrafficObservation } from './observation.ts'
import { Placeholders } from './placeholders.ts'
import { Points } from './points.ts'
import type { ScenarioStep, TrafficScenario } from './scenario.ts'
import { ScriptedServer } from './server.ts'

const QUIET_MS = 60
const POLL_LIMIT_MS = 6000
/** Start-up and stop notices differ in wording and number between versions and are no traffic. */
const isTraffic = (line: string) =>
  !/Proxy \S+ (?:started|stopped)|Stopping (?:frontend|backend|proxy)|Pausing /.test(line)

/** `expectedLogs` is how many lines to wait for; null waits for quiet alone. */
export async function runScenario(
  scenario: TrafficScenario,
  implementation: Implementation,
  expectedLogs: number | null = null,
): Promise<TrafficObservation> {
  const directory = await mkdtemp(join(tmpdir(), 'oracle-'))
  const files = Object.entries(scenario.files ?? {})
  const servers = Object.keys(scenario.servers ?? {})
  const texts = [scenario.config, JSON.stringify(scenario.steps), ...files.map(([, text]) => text)]
  const placeholders = await Placeholders.create(directory, texts, [...servers, 'log'])
  const run = new Run(scenario, placeholders)
  try {
    for (const [name, text] of files) {
      await mkdir(dirname(join(directory, name)), { recursive: true })
      await writeFile(join(directory, name), placeholders.expand(text), 'latin1')
    }
    return await run.observe(implementation, expectedLogs)
  } finally {
    await run.stop()
    placeholders.release()
    await rm(directory, { recursive: true, force: true })
  }
}

class Run {
  readonly #scenario: TrafficScenario
  readonly #placeholders: Placeholders
  readonly #points = new Points()
  readonly #servers = new Map<string, ScriptedServer>()
  readonly #clients = new Map<string, Conversation>()
  /** What each client had seen when its script was over. */
  readonly #seen = new Map<string, ConnectionObservation>()
  readonly #answers: { command: string; answer: unknown }[] = []
  #daemon: Daemon | null = null
  #logs: LogReceiver | null = null
  #exit: number | null = null

  constructor(scenario: TrafficScenario, placeholders: Placeholders) {
    this.#scenario = scenario
    this.#placeholders = placeholders
  }

  async observe(implementation: Implementation, expectedLogs: number | null): Promise<TrafficObservation> {
    const { expand, directory } = this.#placeholders
    this.#logs = await LogReceiver.open(this.#placeholders.port('log'))
    for (const [name, behaviour] of Object.entries(this.#scenario.servers ?? {})) {
      const server = new ScriptedServer(name, this.#placeholders.port(name), behaviour, this.#points, expand)
      this.#servers.set(name, server)
      await server.start()
    }
    const config = expand(this.#scenario.config)
    await writeFile(join(directory, 'haproxy.cfg'), config, 'latin1')
    this.#daemon = await Daemon.start(implementation, config, 'haproxy.cfg', directory)
    const start = this.#daemon.start
    if (start === 'running') {
      await this.#perform(this.#scenario.steps)
      await this.#logs.settle(expectedLogs, isTraffic, QUIET_MS)
    }
    return this.#report(start)
  }

  async stop(): Promise<void> {
    for (const conversation of this.#clients.values()) conversation.socket.destroy()
    await this.#daemon?.stop()
    for (const server of this.#servers.values()) await server.stop()
    this.#logs?.close()
  }

  async #perform(steps: readonly ScenarioStep[]): Promise<void> {
    for (const step of steps) await this.#performStep(step)
  }

  async #performStep(step: ScenarioStep): Promise<void> {
    switch (step.kind) {
      case 'client':
        return this.#playClient(step)
      case 'parallel':
        await Promise.all(step.branches.map((branch) => this.#perform(branch)))
        return
      case 'command': {
        const answer = await this.#ask(step.text)
        this.#answers.push({ command: step.text, answer: step.read(answer) })
        return
      }
      case 'command-until':
        return this.#askUntil(step.text, step.matches)
      case 'start-server':
        return this.#server(step.name).start()
      case 'stop-server':
        return this.#server(step.name).stop()
      case 'signal':
        this.#daemon?.signal(step.signal)
        return
      case 'exit':
        this.#exit = (await this.#daemon?.exit()) ?? null
        return
      case 'pause':
        return new Promise((resolve) => setTimeout(resolve, step.forMs))
      case 'await':
        if (!(await this.#points.wait(step.point, POLL_LIMIT_MS))) throw new Error(`nothing reached '${step.point}'`)
        return
      case 'reach':
        this.#points.reach(step.point)
        return
    }
  }

  #server(name: string): ScriptedServer {
    const server = this.#servers.get(name)
    if (server === undefined) throw new Error(`no server is named '${name}'`)
    return server
  }

  async #playClient(step: ScenarioStep & { kind: 'client' }): Promise<void> {
    if (this.#clients.has(step.name)) throw new Error(`two clients are named '${step.name}'`)
    const { expand, directory } = this.#placeholders
    const socket = step.to.includes('/')
      ? connect({ path: join(directory, step.to), allowHalfOpen: true })
      : connect({
          port: this.#placeholders.port(step.to),
          host: '127.0.0.1',
          allowHalfOpen: true,
          ...(step.from === undefined ? {} : { localAddress: step.from }),
        })
    const conversation = new Conversation(step.name, socket, this.#points, expand)
    this.#clients.set(step.name, conversation)
    const connected = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    if (connected) await conversation.play(step.script)
    await conversation.settle()
    this.#seen.set(step.name, this.#connection(conversation, true))
    await conversation.leave()
  }

  #ask(text: string): Promise<string> {
    return runCommand(join(this.#placeholders.directory, 'stats.sock'), this.#placeholders.expand(text)).then(
      (answer) => normaliseText(this.#placeholders.conceal(answer), this.#scenario.normalise ?? []),
    )
  }

  async #askUntil(text: string, matches: RegExp): Promise<void> {
    const deadline = performance.now() + POLL_LIMIT_MS
    let answer = ''
    while (performance.now() < deadline) {
      answer = await this.#ask(text)
      if (matches.test(answer)) return
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    this.#answers.push({ command: `${text} (until ${matches})`, answer })
  }

  #connection({ received, ending, stuckAt }: Conversation, withEnding: boolean): ConnectionObservation {
    return {
      received: normaliseStream(this.#placeholders.conceal(received), this.#scenario.normalise ?? []),
      ...(withEnding ? { ending } : {}),
      ...(stuckAt === null ? {} : { stuck: stuckAt }),
    }
  }

  #report(start: string): TrafficObservation {
    const { normalise = [], logsInAnyOrder, serverConnectionsInAnyOrder, compareServerEndings = false } = this.#scenario
    const repeating = new Set(this.#scenario.firstConnectionOnly)
    const conceal = (text: string) => this.#placeholders.conceal(text)
    const servers: Record<string, ConnectionObservation[]> = {}
    for (const [name, server] of this.#servers) {
      const observed = repeating.has(name) ? server.conversations.slice(0, 1) : server.conversations
      const seen = observed.map((conversation) => this.#connection(conversation, compareServerEndings))
      servers[name] = serverConnectionsInAnyOrder ? sortByJson(seen) : seen
    }
    const logs = (this.#logs?.lines ?? []).filter(isTraffic).map((line) => normaliseLog(conceal(line), normalise))
    return {
      start,
      clients: Object.fromEntries([...this.#seen].sort(byKey)),
      servers,
      answers: this.#answers,
      logs: logsInAnyOrder ? logs.sort() : logs,
      ...(this.#exit === null ? {} : { exit: this.#exit }),
    }
  }
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)
const sortByJson = <T>(values: readonly T[]) =>
  [...values].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
