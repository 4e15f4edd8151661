import { type CommandKeyword, defineCommand } from '@weir/keyword'
import type { CommandSession } from './cli/session.ts'
import type { ProcessView } from './process-view.ts'

/** A message with a syslog severity, which `set severity-output` makes visible. */
export interface CommandMessage {
  readonly severity: number
  readonly text: string
}

/** Where a command that takes its time writes to. */
export interface CommandOutput {
  /** False: wait for `onDrain` before writing more. */
  write(text: string): boolean
  /** The answer is complete. */
  end(): void
}

/** A command that goes on until it ends by itself or a key is pressed. */
export interface LongCommand {
  /** Starts it. Returns what stops it; that is not called after `end`. */
  start(output: CommandOutput): { stop(): void; onDrain?(): void }
}

/** A text, a message, the parts of a long dump (read as fast as the client takes them), or something that lasts. */
export type CommandAnswer = string | CommandMessage | Iterable<string> | LongCommand

export interface CommandCall {
  /** The words after the command's name. */
  readonly args: readonly string[]
  /** What followed `<<`, lines included; null without. */
  readonly payload: string | null
  readonly view: ProcessView
  readonly session: CommandSession
}

export type CommandRun = (call: CommandCall) => CommandAnswer

/** A command of the runtime socket. */
export type RuntimeCommand = CommandKeyword<CommandRun>

export function defineRuntimeCommand(keyword: Omit<RuntimeCommand, 'kind'>): RuntimeCommand {
  return defineCommand<CommandRun>(keyword)
}

/** What goes wrong is an error of severity 3, as everything that a command refuses. */
export function failure(text: string): CommandMessage {
  return { severity: 3, text: `${text}\n` }
}

/** Something worth knowing, severity 6. */
export function information(text: string): CommandMessage {
  return { severity: 6, text: `${text}\n` }
}

/** A message without a final line feed, as a few of HAProxy's are. */
export function bareFailure(text: string): CommandMessage {
  return { severity: 3, text }
}
