/** Builds the daemon's bundle when its sources have changed since the last build. Plain JavaScript, Node 18. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runtime } from './install.mjs'

export const daemon = join(root, 'apps/weir/bin/weir')
const bundle = join(root, 'apps/weir/dist/boot.mjs')
const stampPath = join(root, 'apps/weir/dist/.sources')

/** The files below `directory` that a build reads, sorted. Tests do not count. */
export function sourceFiles(directory) {
  const found = []
  if (!existsSync(directory)) return found
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) found.push(...sourceFiles(path))
    else if (!/\.(test|bench)\.ts$/.test(entry.name)) found.push(path)
  }
  return found.sort()
}

/** Changes when any source does. By content: a fresh clone and a checkout set times as they like. */
export function sourcesFingerprint(directory) {
  const hash = createHash('sha256').update(readFileSync(join(directory, 'pnpm-lock.yaml')))
  const folders = ['apps/weir', 'tooling/build']
  for (const name of readdirSync(join(directory, 'packages')).sort()) folders.push(`packages/${name}`)
  // The daemon carries its demo.
  for (const path of sourceFiles(join(directory, 'docs/examples'))) hash.update(readFileSync(path))
  for (const folder of folders) {
    const manifest = join(directory, folder, 'package.json')
    if (!existsSync(manifest)) continue
    for (const path of [manifest, ...sourceFiles(join(directory, folder, 'src'))]) {
      hash.update(`${path.slice(directory.length)}\n`).update(readFileSync(path))
    }
  }
  return hash.digest('hex')
}

/** Quiet unless it fails; then prints why and ends the process. */
export function ensureDaemonBuilt() {
  const fingerprint = sourcesFingerprint(root)
  if (existsSync(bundle) && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === fingerprint) return
  process.stderr.write('building …\n')
  const { status, stdout, stderr } = spawnSync(runtime, [join(root, 'tooling/build/src/main.ts'), '--daemon'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}the build failed\n`)
    process.exit(1)
  }
  writeFileSync(stampPath, fingerprint)
}
