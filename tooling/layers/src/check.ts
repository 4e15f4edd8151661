import { checkCycles } from './cycles.ts'
import { checkImports, checkManifest } from './imports.ts'
import { checkMachine } from './machine.ts'
import type { Violation } from './violation.ts'
import type { Project } from './workspace.ts'

/** Every violation of the architecture, in the order of the files. */
export function checkWorkspace(projects: readonly Project[]): Violation[] {
  return projects.flatMap((project) => [
    ...checkImports(project, projects),
    ...checkManifest(project, projects),
    ...checkMachine(project),
    ...checkCycles(project.sources),
  ])
}
