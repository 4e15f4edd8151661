/** What a scenario is: a configuration, the servers behind it, what happens, and the rules of comparison. */
import type { ConversationStep } from './conversation-steps.ts'
import { forever, identify, receiveRequest } from './conversation-steps.ts'

/** A server plays one script per accepted connection; the last script serves all further ones. */
export type ServerBehaviour =
  | { readonly kind: 'scripts'; readonly scripts: readonly (readonly ConversationStep[])[] }
  /** Nobody listens on the port. */
  | { readonly kind: 'refuse' }
  /** Listens with a full accept queue, so that a connection attempt is never answered. */
  | { readonly kind: 'saturated' }

/** A script for each connection in turn. */
export const scriptedServer = (...scripts: readonly (readonly ConversationStep[])[]): ServerBehaviour => ({
  kind: 'scripts',
  scripts,
})
/** Answers each request with its own name and the request line. */
export const identifyingServer = (...headers: readonly string[]): ServerBehaviour =>
  scriptedServer([forever(receiveRequest(), identify(...headers))])
export const refusingServer = (): ServerBehaviour => ({ kind: 'refuse' })
export const saturatedServer = (): ServerBehaviour => ({ kind: 'saturated' })

/** Turns the answer of a runtime command into the part that is compared. */
export type AnswerReader = (answer: string) => unknown

export type ScenarioStep =
  | {
      readonly kind: 'client'
      readonly name: string
      readonly to: string
      readonly script: readonly ConversationStep[]
      /** Source address, when it matters. */
      readonly from?: string
    }
  | { readonly kind: 'parallel'; readonly branches: readonly (readonly ScenarioStep[])[] }
  | { readonly kind: 'command'; readonly text: string; readonly read: AnswerReader }
  /** Asks again until the answer matches. */
  | { readonly kind: 'command-until'; readonly text: string; readonly matches: RegExp }
  | { readonly kind: 'start-server'; readonly name: string }
  | { readonly kind: 'stop-server'; readonly name: string }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  /** Waits until the process is gone and records its status as a shell would print it. */
  | { readonly kind: 'exit' }
  | { readonly kind: 'pause'; readonly forMs: number }
  | { readonly kind: 'await'; readonly point: string }
  | { readonly kind: 'reach'; readonly point: string }

export const client = (name: string, to: string, ...script: readonly ConversationStep[]): ScenarioStep => ({
  kind: 'client',
  name,
  to,
  script,
})
export const clientFrom = (
  from: string,
  name: string,
  to: string,
  ...script: readonly ConversationStep[]
): ScenarioStep => ({
  kind: 'client',
  name,
  to,
  script,
  from,
})
export const parallel = (...branches: readonly (readonly ScenarioStep[])[]): ScenarioStep => ({
  kind: 'parallel',
  branches,
})
export const command = (text: string, read: AnswerReader = (answer) => answer): ScenarioStep => ({
  kind: 'command',
  text,
  read,
})
export const commandUntil = (text: string, matches: RegExp): ScenarioStep => ({ kind: 'command-until', text, matches })
export const startServer = (name: string): ScenarioStep => ({ kind: 'start-server', name })
export const stopServer = (name: string): ScenarioStep => ({ kind: 'stop-server', name })
export const signal = (name: NodeJS.Signals): ScenarioStep => ({ kind: 'signal', signal: name })
export const exit = (): ScenarioStep => ({ kind: 'exit' })
export const wait = (forMs: number): ScenarioStep => ({ kind: 'pause', forMs })
export const waitPoint = (point: string): ScenarioStep => ({ kind: 'await', point })
export const reachPoint = (point: string): ScenarioStep => ({ kind: 'reach', point })

/** A rewriting of observed text that makes runs comparable, with the reason why it hides nothing that matters. */
export interface NormaliseRule {
  readonly pattern: RegExp
  readonly replacement: string | ((match: string) => string)
  readonly reason: string
}

/**
 * An entry of the ledger: where Weir follows HAProxy 3.x and the recording is 2.6's. `at` is a dotted path into the
 * observation, `*` standing for any key. An entry that changes nothing is an error.
 */
export type SinceOverride = {
  readonly at: string
  readonly reason: string
} & ({ readonly value: unknown } | { readonly change: (value: unknown) => unknown })

export interface TrafficScenario {
  readonly kind: 'traffic'
  readonly name: string
  readonly summary: string
  /** Placeholders: `{{name}}` an address with a free port, `{{name.port}}` the port alone, `{{dir}}` the run's directory. */
  readonly config: string
  /** Further files of the run's directory. */
  readonly files?: Readonly<Record<string, string>>
  readonly servers?: Readonly<Record<string, ServerBehaviour>>
  readonly steps: readonly ScenarioStep[]
  /** Log lines come from connections that race: compare them as a set. */
  readonly logsInAnyOrder?: boolean
  /** Connections to a server come from clients that race: compare them as a set. */
  readonly serverConnectionsInAnyOrder?: boolean
  /** Servers whose further connections repeat the first as often as time allows, such as targets of health checks. */
  readonly firstConnectionOnly?: readonly string[]
  /** How connections to servers end belongs to the comparison. Off where idle pools decide it. */
  readonly compareServerEndings?: boolean
  readonly normalise?: readonly NormaliseRule[]
  readonly since?: readonly SinceOverride[]
}

export interface CheckCase {
  /** The main file's text; bytes are latin1. */
  readonly config: string
  /** Further files beside it. */
  readonly files?: Readonly<Record<string, string>>
  /** Arguments instead of `-c -f haproxy.cfg`. */
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Also compares standard output. */
  readonly compareOutput?: boolean
}

/** Many runs of the program that end by themselves, `-c` above all. */
export interface CheckScenario {
  readonly kind: 'check'
  readonly name: string
  readonly summary: string
  readonly cases: Readonly<Record<string, CheckCase>>
  readonly since?: readonly SinceOverride[]
}

export type Scenario = TrafficScenario | CheckScenario

export const defineScenario = (scenario: Omit<TrafficScenario, 'kind'>): TrafficScenario => ({
  kind: 'traffic',
  ...scenario,
})
export const defineCheckScenario = (scenario: Omit<CheckScenario, 'kind'>): CheckScenario => ({
  kind: 'check',
  ...scenario,
})
