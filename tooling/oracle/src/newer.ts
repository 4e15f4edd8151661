/**
 * Words that came after the HAProxy at hand: nothing can be recorded, so every row says where its value is from.
 * A file below `newer/` exports `newer`: scenarios for Weir alone, whose answers and log lines read
 * `expression = <value>`.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ORACLE_ROOT } from './implementation.ts'
import type { TrafficObservation } from './observation.ts'
import type { TrafficScenario } from './scenario.ts'

/** What an expression gives: a text, null for no sample, or a shape where the value is not the same twice. */
export type NewerRow = readonly [expression: string, gives: string | RegExp | null, source: string]

export interface NewerScenario {
  readonly scenario: TrafficScenario
  /** By the name of the client that got the answer. In `log` the rows stand in log lines, cut by `|`. */
  readonly rows: Readonly<Record<string, readonly NewerRow[]>>
}

/** The rows of one source. */
export const rowsFrom = (
  source: string,
  rows: readonly (readonly [expression: string, gives: string | RegExp | null])[],
): NewerRow[] => rows.map(([expression, gives]) => [expression, gives, source])

export async function loadNewer(): Promise<NewerScenario[]> {
  const root = join(ORACLE_ROOT, 'newer')
  const files = (await readdir(root)).filter((file) => file.endsWith('.ts')).sort()
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(root, file)).href)))
  return (modules as { newer: NewerScenario[] }[]).flatMap(({ newer }) => newer)
}

function linesOf(observation: TrafficObservation, name: string): readonly string[] {
  if (name === 'log') return observation.logs.flatMap((line) => line.split('|'))
  return (observation.clients[name]?.received ?? []).map((line) => line.replace(/\n$/, ''))
}

/** What each row of a client gave: the row's own shape where the value has it, `nothing answered` without a line. */
export function readNewer(
  { rows }: NewerScenario,
  observation: TrafficObservation,
): Readonly<Record<string, Readonly<Record<string, string | null>>>> {
  return Object.fromEntries(
    Object.entries(rows).map(([name, all]) => {
      const lines = linesOf(observation, name)
      const given = all.map(([expression, owed]): [string, string | null] => {
        const line = lines.find((text) => text.startsWith(`${expression} =`))
        if (line === undefined) return [expression, 'nothing answered']
        const value = /= <(.*)>$/s.exec(line)?.[1] ?? null
        return [expression, owed instanceof RegExp && value !== null && owed.test(value) ? String(owed) : value]
      })
      return [name, Object.fromEntries(given)]
    }),
  )
}

/** What `readNewer` has to give. */
export const owedOf = ({ rows }: NewerScenario): ReturnType<typeof readNewer> =>
  Object.fromEntries(
    Object.entries(rows).map(([name, all]) => [
      name,
      Object.fromEntries(all.map(([expression, owed]) => [expression, owed instanceof RegExp ? String(owed) : owed])),
    ]),
  )
