/**
 * Installs the workspace when what is installed is not what the lock file says. Plain JavaScript, for any Node from 18
 * on: nothing else of the workspace runs before this has.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The runtime that the workspace pins. */
export const runtime = join(root, 'node_modules/node/bin/node')

const packageManager = 'pnpm@12.21.0'

/** Every manifest of the workspace, the lock file and the settings, relative to `directory`, sorted. */
export function installInputs(directory) {
  const inputs = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']
  for (const group of ['apps', 'packages', 'tooling']) {
    if (!existsSync(join(directory, group))) continue
    for (const name of readdirSync(join(directory, group)).sort()) inputs.push(`${group}/${name}/package.json`)
  }
  return inputs.filter((input) => existsSync(join(directory, input)))
}

export function installFingerprint(directory) {
  const hash = createHash('sha256').update(`${packageManager} ${process.platform} ${process.arch}\n`)
  for (const input of installInputs(directory)) {
    hash.update(`${input}\n`).update(readFileSync(join(directory, input)))
  }
  return hash.digest('hex')
}

/** Quiet unless it fails; then prints what the package manager said and ends the process. */
export function ensureInstalled() {
  const stampPath = join(root, 'node_modules/.weir-install')
  const fingerprint = installFingerprint(root)
  if (existsSync(runtime) && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === fingerprint) return
  process.stderr.write('installing dependencies …\n')
  const { status, stdout, stderr, error } = spawnSync('npx', ['-y', packageManager, 'install', '--frozen-lockfile'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    // Without a terminal the package manager refuses to replace an older node_modules unless it runs in CI.
    env: { ...process.env, CI: 'true' },
  })
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
    process.stderr.write(`${packageManager} install failed${error === undefined ? '' : `: ${error.message}`}\n`)
    process.exit(1)
  }
  if (!existsSync(runtime)) {
    process.stderr.write(`the install left no runtime at ${runtime}\n`)
    process.exit(1)
  }
  writeFileSync(stampPath, fingerprint)
}
