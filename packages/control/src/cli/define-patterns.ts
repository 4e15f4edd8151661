import { type CommandAnswer, type CommandCall, defineRuntimeCommand, type RuntimeCommand } from '../command.ts'
import type { PatternKind } from './patterns.ts'

/** What differs between the command for maps and the one for ACLs. */
export interface PatternCommandTexts {
  readonly usage: string
  readonly summary: string
}

/** A command that exists for maps and for ACLs. */
export function definePatternCommands(
  verb: string,
  level: RuntimeCommand['level'],
  texts: Readonly<Record<PatternKind, PatternCommandTexts>>,
  run: (call: CommandCall, kind: PatternKind) => CommandAnswer,
): RuntimeCommand[] {
  return (['map', 'acl'] as const).map((kind) =>
    defineRuntimeCommand({ name: `${verb} ${kind}`, level, ...texts[kind], run: (call) => run(call, kind) }),
  )
}
