import { check } from './check.ts'
import { fmt } from './fmt.ts'

/** Where a subcommand prints; texts are byte strings. */
export interface SubcommandSite {
  output(text: string): void
  error(text: string): void
  readonly hasColour: boolean
  readonly environment: NodeJS.ProcessEnv
}

/** Runs one of Weir's own tools and returns the exit code. */
export type Subcommand = (operands: readonly string[], site: SubcommandSite) => number

export const subcommands: ReadonlyMap<string, Subcommand> = new Map([
  ['check', check],
  ['fmt', fmt],
])
