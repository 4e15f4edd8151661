/** The two kinds of bundle: one ESM file per entry of a published package, and one file for the daemon. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, build } from 'esbuild'

/** The oldest runtime that packages and daemon support. */
const target = 'node22.15'

interface Manifest {
  readonly name: string
  readonly exports?: Readonly<Record<string, string>>
}

/** `./src/index.ts` → `index`: where an entry of `exports` is built to, below `dist` and without extension. */
export function packageEntries(manifest: Manifest): Map<string, string> {
  const entries = new Map<string, string>()
  for (const [subpath, source] of Object.entries(manifest.exports ?? {})) {
    const match = /^\.\/src\/(.+)\.ts$/.exec(source)
    if (match === null)
      throw new Error(`${manifest.name}: expects exports['${subpath}'] at './src/*.ts', but got '${source}'`)
    entries.set(match[1]!, source)
  }
  return entries
}

const shared: BuildOptions = { bundle: true, format: 'esm', target, logLevel: 'warning', charset: 'utf8' }

/** Builds every entry of a package to `dist`; what it depends on stays an import. */
export async function bundlePackage(directory: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest
  const entries = packageEntries(manifest)
  await build({
    ...shared,
    absWorkingDir: directory,
    entryPoints: Object.fromEntries(entries),
    outdir: 'dist',
    platform: 'neutral',
    packages: 'external',
    external: ['node:*'],
    splitting: entries.size > 1,
    chunkNames: 'chunk-[hash]',
    legalComments: 'inline',
  })
}

/**
 * The daemon and all it needs in one file, so that it starts quickly and from anywhere. Only what has native parts
 * stays outside: it is optional, and is looked for when somebody needs it.
 */
export async function bundleDaemon(directory: string): Promise<void> {
  await build({
    ...shared,
    absWorkingDir: directory,
    entryPoints: ['src/main.ts'],
    outfile: 'dist/weir.mjs',
    platform: 'node',
    external: ['koffi'],
    loader: { '.cfg': 'text' },
    mainFields: ['module', 'main'],
    // CommonJS dependencies call `require` for Node's own modules; names as Node gives them to CommonJS.
    banner: {
      js: [
        "import { createRequire as createRequireOfBundle } from 'node:module'",
        'const require = createRequireOfBundle(import.meta.url)',
        'const __filename = import.meta.filename',
        'const __dirname = import.meta.dirname',
      ].join('\n'),
    },
    keepNames: false,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
  })
}

/** What the launcher runs: the bundle with V8's compiled code beside it, about 12 ms less to the first accept. */
const boot = `import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
enableCompileCache(fileURLToPath(new URL('cache', import.meta.url)))
await import('./weir.mjs')
`

/** A configuration whose check compiles what nearly every start needs. */
const typicalConfiguration = `defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend web
  bind 127.0.0.1:8080
  default_backend site
backend site
  balance roundrobin
  server s1 127.0.0.1:8081 check
`

/**
 * Writes `boot.mjs` and fills its cache. A daemon ends by a signal and is often not allowed to write beside itself, so
 * the cache is filled here; where it does not fit the runtime, V8 ignores it.
 */
export function prepareBoot(directory: string): void {
  const dist = join(directory, 'dist')
  writeFileSync(join(dist, 'boot.mjs'), boot)
  rmSync(join(dist, 'cache'), { recursive: true, force: true })
  const configuration = join(dist, 'typical.cfg')
  writeFileSync(configuration, typicalConfiguration)
  // Through the launcher: V8 takes a cache only with the flags that it was made with.
  const given = ['-c', '-f', configuration]
  const { status, stderr } = spawnSync(join(directory, 'bin/weir'), given, { encoding: 'utf8', timeout: 30_000 })
  rmSync(configuration)
  if (status !== 0) throw new Error(`the built daemon refuses a plain configuration: ${stderr.trim()}`)
}
