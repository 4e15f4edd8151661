/** Finds all scenarios: every file below `scenarios/` exports `scenario` or `scenarios`. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ORACLE_ROOT } from './implementation.ts'
import type { Scenario } from './scenario.ts'

export async function loadScenarios(): Promise<Scenario[]> {
  const root = join(ORACLE_ROOT, 'scenarios')
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.ts')).sort()
  const scenarios: Scenario[] = []
  for (const file of files) {
    const module = (await import(pathToFileURL(join(root, file)).href)) as {
      scenario?: Scenario
      scenarios?: Scenario[]
    }
    const found = module.scenarios ?? (module.scenario === undefined ? [] : [module.scenario])
    if (found.length === 0) throw new Error(`${file} exports no scenario`)
    const area = file.split('/')[0]
    for (const scenario of found) {
      if (!scenario.name.startsWith(`${area}/`)) throw new Error(`${file}: '${scenario.name}' is outside its area`)
      if (scenarios.some(({ name }) => name === scenario.name))
        throw new Error(`two scenarios are named '${scenario.name}'`)
      scenarios.push(scenario)
    }
  }
  return scenarios
}
