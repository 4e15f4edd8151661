/** A package as the registry would get it: its manifest after `publishConfig`, and the files it lists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'

export interface PublishedFile {
  /** Below `package/`, as in a tarball. */
  readonly name: string
  readonly data: Uint8Array<ArrayBuffer>
}

type Manifest = Record<string, unknown>

/** Applies `publishConfig` and replaces the protocols of the workspace, as the package manager does when it packs. */
export function publishedManifest(manifest: Manifest): Manifest {
  const { publishConfig, ...rest } = manifest
  const published: Manifest = { ...rest }
  for (const [key, value] of Object.entries((publishConfig ?? {}) as Manifest)) {
    if (key !== 'access') published[key] = value
  }
  for (const group of ['dependencies', 'optionalDependencies', 'peerDependencies']) {
    const dependencies = published[group] as Record<string, string> | undefined
    if (dependencies === undefined) continue
    published[group] = Object.fromEntries(
      Object.entries(dependencies).map(([name, range]) => [
        name,
        /^(workspace|catalog):/.test(range) ? '0.1.0' : range,
      ]),
    )
  }
  delete published.scripts
  return published
}

function filesBelow(directory: string, prefix: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesBelow(join(directory, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  )
}

/** Whether `file` is published under a manifest's `files`: an entry names a file or a folder, `!` takes out again. */
export function isPublished(file: string, patterns: readonly string[]): boolean {
  const matches = (pattern: string): boolean =>
    file === pattern || file.startsWith(`${pattern}/`) || matchesGlob(file, pattern)
  let isIn = false
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) {
      if (matches(pattern.slice(1))) isIn = false
    } else if (matches(pattern)) isIn = true
  }
  return isIn
}

const bytes = (data: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(data)

export function publishedFiles(directory: string): { manifest: Manifest; files: PublishedFile[] } {
  const source = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest
  const manifest = publishedManifest(source)
  const patterns = (source.files ?? []) as string[]
  const files: PublishedFile[] = [{ name: 'package/package.json', data: bytes(Buffer.from(JSON.stringify(manifest))) }]
  for (const top of ['dist', 'README.md', 'CHANGELOG.md', 'LICENSE']) {
    const path = join(directory, top)
    if (!existsSync(path)) continue
    const below = top === 'dist' ? filesBelow(path, 'dist/') : [top]
    for (const file of below) {
      if (isPublished(file, patterns))
        files.push({ name: `package/${file}`, data: bytes(readFileSync(join(directory, file))) })
    }
  }
  return { manifest, files }
}
