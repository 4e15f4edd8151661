/** Reads the workspace from disk: manifests, project references and sources. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { readSource, type SourceFile } from './source.ts'

export interface Project {
  /** `packages/base`, `apps/weir`. */
  readonly path: string
  /** The last part of `path`. */
  readonly name: string
  readonly isApp: boolean
  /** Names in `dependencies`, `optionalDependencies` and `peerDependencies`. */
  readonly dependencies: readonly string[]
  readonly devDependencies: readonly string[]
  /** Subpaths of `exports`, such as `.` and `./testing`. */
  readonly exports: readonly string[]
  /** Workspace paths that `tsconfig.json` refers to. */
  readonly references: readonly string[]
  readonly sources: readonly SourceFile[]
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, unknown>>
}

/** Tests, and the shared suites that a package exports as `./testing`. */
export const isTest = (path: string): boolean => /\.test\.ts$|\/test\/|\/src\/testing(\.ts$|\/)/.test(path)

function sourcesBelow(root: string, path: string): SourceFile[] {
  if (!existsSync(join(root, path))) return []
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const below = `${path}/${entry.name}`
    if (entry.isDirectory()) return sourcesBelow(root, below)
    if (!/\.ts$/.test(entry.name) || entry.name.endsWith('.d.ts')) return []
    return [readSource(below, readFileSync(join(root, below), 'utf8'))]
  })
}

function readJson<T>(path: string): T | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null
}

/** The published packages and the apps. */
export function readWorkspace(root: string): Project[] {
  const projects: Project[] = []
  for (const group of ['packages', 'apps']) {
    if (!existsSync(join(root, group))) continue
    for (const name of readdirSync(join(root, group)).sort()) {
      const path = `${group}/${name}`
      const manifest = readJson<Manifest>(join(root, path, 'package.json'))
      if (manifest === null) continue
      const config = readJson<{ references?: { path: string }[] }>(join(root, path, 'tsconfig.json'))
      projects.push({
        path,
        name,
        isApp: group === 'apps',
        dependencies: [manifest.dependencies, manifest.optionalDependencies, manifest.peerDependencies].flatMap(
          (group) => Object.keys(group ?? {}),
        ),
        devDependencies: Object.keys(manifest.devDependencies ?? {}),
        exports: Object.keys(manifest.exports ?? {}),
        references: (config?.references ?? []).map((reference) => posix.join(path, reference.path)),
        sources: [...sourcesBelow(root, `${path}/src`), ...sourcesBelow(root, `${path}/test`)],
      })
    }
  }
  return projects
}
