import type { PatternSet } from '@weir/sample'
import { type CommandCall, type CommandMessage, failure } from '../command.ts'

export type PatternKind = 'map' | 'acl'

/** The words of a command about a map or ACL, the version taken off: `[@<ver>] <name> …`. */
export interface PatternArguments {
  /** Null for the version in force. */
  readonly version: number | null
  readonly set: PatternSet
  readonly words: readonly string[]
}

export const unknownIdentifier: Readonly<Record<PatternKind, CommandMessage>> = {
  map: failure('Unknown map identifier. Please use #<id> or <file>.'),
  acl: failure('Unknown ACL identifier. Please use #<id> or <file>.'),
}

/** Reads what every such command begins with. `missing` is said when there is no name. */
export function readPatternArguments(
  { args, view }: CommandCall,
  kind: PatternKind,
  missing: CommandMessage = unknownIdentifier[kind],
): PatternArguments | CommandMessage {
  const versionText = args[0]?.startsWith('@') === true && /^@[0-9]+$/.test(args[0]) ? args[0].slice(1) : null
  const words = versionText === null ? args : args.slice(1)
  if (words[0] === undefined) return missing
  const set = view.patterns?.find(words[0]) ?? null
  if (set === null || !isOfKind(set, kind)) return unknownIdentifier[kind]
  return { version: versionText === null ? null : Number(versionText), set, words: words.slice(1) }
}

/** A file may be a map for some and a list of patterns for others; what only rules change is what they take it for. */
export function isOfKind(set: PatternSet, kind: PatternKind): boolean {
  if (set.users.length === 0 || kind === 'map') return set.isMap === (kind === 'map')
  return set.users.some((user) => user.kind === kind)
}

/** How dumps and commands name an entry. */
export function entryReference(id: number): string {
  return `0x${id.toString(16).padStart(12, '0')}`
}

/** The number in `#0x…`, or null. */
export function parseEntryReference(text: string): number | null {
  const match = /^#0x([0-9a-f]+)$/i.exec(text)
  return match === null ? null : Number.parseInt(match[1]!, 16)
}
