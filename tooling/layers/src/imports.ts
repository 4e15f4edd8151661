/** Who imports whom: layers, deep imports, declared and used dependencies, project references. */
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { allowedImports, purePackages, testLibraries } from './architecture.ts'
import type { ImportUse, SourceFile } from './source.ts'
import type { Violation } from './violation.ts'
import { isTest, type Project } from './workspace.ts'

const scope = '@weir/'
const builtins = new Set(builtinModules)

/** `@weir/l4/testing` → `@weir/l4` and `./testing`. */
export function splitSpecifier(specifier: string): { name: string; subpath: string } {
  const parts = specifier.split('/')
  const length = specifier.startsWith('@') ? 2 : 1
  const rest = parts.slice(length).join('/')
  return { name: parts.slice(0, length).join('/'), subpath: rest === '' ? '.' : `./${rest}` }
}

function checkRelative(project: Project, source: SourceFile, use: ImportUse): Violation[] {
  const at = { path: source.path, line: use.line }
  const target = posix.join(posix.dirname(source.path), use.specifier)
  // The examples of the docs are data, put into an app's bundle as text.
  if (project.isApp && /^docs\/examples\/[^/]+\.cfg$/.test(target)) return []
  if (!target.startsWith(`${project.path}/`)) {
    return [
      {
        ...at,
        message: `'${use.specifier}' leaves the package`,
        remedy: `import what '${scope}…' exports; if it is not exported, export it there`,
      },
    ]
  }
  if (!/\.(ts|mjs|json)$/.test(use.specifier)) {
    return [{ ...at, message: `'${use.specifier}' has no extension`, remedy: `write '${use.specifier}.ts'` }]
  }
  if (!isTest(source.path) && isTest(target)) {
    return [{ ...at, message: `'${use.specifier}' is a test`, remedy: 'move what both need into a source file' }]
  }
  return []
}

function checkWorkspaceImport(
  project: Project,
  source: SourceFile,
  use: ImportUse,
  projects: readonly Project[],
): Violation[] {
  const at = { path: source.path, line: use.line }
  const { name, subpath } = splitSpecifier(use.specifier)
  const short = name.slice(scope.length)
  const target = projects.find((candidate) => !candidate.isApp && candidate.name === short)
  if (target === undefined) {
    // Tooling has no place below an app, and there only in tests.
    if (project.isApp && isTest(source.path)) return []
    return [{ ...at, message: `'${name}' is not a package of packages/`, remedy: 'import a published package' }]
  }
  const found: Violation[] = []
  if (!target.exports.includes(subpath)) {
    found.push({
      ...at,
      message: `'${use.specifier}' is a deep import: '${name}' exports ${target.exports.map((entry) => `'${entry}'`).join(', ')}`,
      remedy: `export what you need from ${target.path}/src/index.ts`,
    })
  }
  const allowed = project.isApp ? null : allowedImports(project.name)
  if (allowed !== null && !allowed.has(short)) {
    const why = short === project.name ? 'is the package itself' : 'is not below this package'
    found.push({
      ...at,
      message: `'${project.name}' may not import '${name}': it ${why}`,
      remedy:
        short === project.name
          ? 'import the file by its relative path'
          : `define an interface or a port here and let a higher package supply it (allowed: ${[...allowed].sort().join(', ') || 'nothing'})`,
    })
  }
  return found
}

function checkBuiltin(project: Project, source: SourceFile, use: ImportUse): Violation[] {
  const at = { path: source.path, line: use.line }
  if (!use.specifier.startsWith('node:')) {
    return [{ ...at, message: `'${use.specifier}' is a module of Node`, remedy: `write 'node:${use.specifier}'` }]
  }
  if (project.isApp || !purePackages.has(project.name) || isTest(source.path)) return []
  return [
    {
      ...at,
      message: `'${project.name}' is pure, but imports '${use.specifier}'`,
      remedy: 'take what you need as a port: an interface defined here, implemented in l4, os or an app',
    },
  ]
}

/** Checks every import of one project. */
export function checkImports(project: Project, projects: readonly Project[]): Violation[] {
  const found: Violation[] = []
  const declared = new Set(project.dependencies)
  const declaredForTests = new Set([...project.dependencies, ...project.devDependencies])
  if (!project.isApp && allowedImports(project.name) === null) {
    found.push({
      path: `${project.path}/package.json`,
      line: 0,
      message: `'${project.name}' has no row in the architecture`,
      remedy: 'add it to tooling/layers/src/architecture.ts and to the table of the design',
    })
  }
  for (const source of project.sources) {
    if (source.error !== null) {
      found.push({ path: source.path, line: 0, message: source.error, remedy: 'make it parse' })
      continue
    }
    for (const use of source.imports) {
      const { specifier } = use
      if (specifier.startsWith('.')) found.push(...checkRelative(project, source, use))
      else if (specifier.startsWith('node:') || builtins.has(specifier))
        found.push(...checkBuiltin(project, source, use))
      else {
        if (specifier.startsWith(scope)) found.push(...checkWorkspaceImport(project, source, use, projects))
        const { name } = splitSpecifier(specifier)
        const isKnown = isTest(source.path) ? declaredForTests.has(name) || testLibraries.has(name) : declared.has(name)
        if (!isKnown && name !== `${scope}${project.name}`) {
          found.push({
            path: source.path,
            line: use.line,
            message: `'${name}' is not a dependency of ${project.path}`,
            remedy: `add it to ${isTest(source.path) ? 'devDependencies' : 'dependencies'} in ${project.path}/package.json${name.startsWith(scope) ? ' and to the references in tsconfig.json' : ''}`,
          })
        }
      }
    }
  }
  return found
}

/** Declared means used, and the compiler's references say the same as the manifest. */
export function checkManifest(project: Project, projects: readonly Project[]): Violation[] {
  const found: Violation[] = []
  const manifest = `${project.path}/package.json`
  const used = new Set(
    project.sources.flatMap(({ imports }) => imports.map(({ specifier }) => splitSpecifier(specifier).name)),
  )
  const isUsedBelow = (name: string): boolean =>
    projects.some((lower) => lower.dependencies.includes(name) && lower !== project)
  for (const name of [...project.dependencies, ...project.devDependencies]) {
    if (used.has(name) || name.startsWith('@types/')) continue
    // An app is one bundle: it carries the native parts of the packages in it.
    if (project.isApp && !name.startsWith(scope) && isUsedBelow(name)) continue
    found.push({
      path: manifest,
      line: 0,
      message: `'${name}' is declared, but nothing imports it`,
      remedy: `remove it${name.startsWith(scope) ? ' there and from the references in tsconfig.json' : ''}`,
    })
  }
  const workspaceNames = (names: readonly string[]): string[] =>
    names.filter((name) => name.startsWith(scope)).map((name) => name.slice(scope.length))
  const declared = new Set(workspaceNames([...project.dependencies, ...project.devDependencies]))
  const references = new Set(project.references.map((path) => posix.basename(path)))
  for (const name of declared) {
    if (!references.has(name)) {
      found.push({
        path: `${project.path}/tsconfig.json`,
        line: 0,
        message: `no reference to '${name}', a dependency of package.json`,
        remedy: `add { "path": "${posix.relative(project.path, `packages/${name}`)}" } to the references`,
      })
    }
  }
  for (const name of references) {
    if (!declared.has(name)) {
      found.push({
        path: `${project.path}/tsconfig.json`,
        line: 0,
        message: `a reference to '${name}', which is no dependency of package.json`,
        remedy: 'remove the reference, or declare the dependency',
      })
    }
  }
  return found
}
