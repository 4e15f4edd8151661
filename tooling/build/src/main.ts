/**
 * `pnpm build`: bundles every package and the daemon, and writes the declarations. `--bundles` leaves the declarations
 * out, `--daemon` builds the daemon alone, and a directory builds that package alone.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bundleDaemon, bundlePackage, prepareBoot } from './bundle.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const app = join(root, 'apps/weir')

function packageDirectories(): string[] {
  return readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .filter((directory) => existsSync(join(directory, 'package.json')))
}

async function buildDaemon(): Promise<void> {
  await bundleDaemon(app)
  prepareBoot(app)
}

function writeDeclarations(project: string): void {
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-b', project], { stdio: 'inherit' })
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { bundles: { type: 'boolean', default: false }, daemon: { type: 'boolean', default: false } },
  })
  const [only] = positionals
  if (values.daemon) return buildDaemon()
  if (only !== undefined) {
    const directory = resolve(only)
    await (directory === app ? buildDaemon() : bundlePackage(directory))
    if (!values.bundles) writeDeclarations(directory)
    return
  }
  await Promise.all([...packageDirectories().map(bundlePackage), buildDaemon()])
  if (!values.bundles) writeDeclarations(join(root, 'tooling/tsconfig'))
}

try {
  await main()
} catch (error) {
  // The bundler has printed its own errors, with the lines they are about.
  if (!(error instanceof Error && 'errors' in error)) console.error((error as Error).message)
  process.exitCode = 1
}
