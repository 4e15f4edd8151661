/** Recordings: what HAProxy showed, committed beside the recipe that produced it. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ORACLE_ROOT } from './implementation.ts'
import type { Observation } from './observation.ts'

export interface Recording {
  readonly recipe: { readonly implementation: string; readonly command: string }
  readonly observation: Observation
}

const pathOf = (name: string) => join(ORACLE_ROOT, 'recordings', `${name}.json`)

/** The recording of a scenario, or null when it was never made. */
export function readRecording(name: string): Recording | null {
  const path = pathOf(name)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recording) : null
}

export async function writeRecording(name: string, version: string, observation: Observation): Promise<void> {
  const recording: Recording = {
    recipe: { implementation: `haproxy ${version}`, command: `node tooling/oracle/src/main.ts record ${name}` },
    observation,
  }
  await mkdir(dirname(pathOf(name)), { recursive: true })
  await writeFile(pathOf(name), `${JSON.stringify(recording, null, 1)}\n`)
}
