/** The guard `packages (publint)`: every published package is complete and can be imported as its manifest says. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { publishedFiles } from './published.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

async function complaints(directory: string): Promise<string[]> {
  const { manifest, files } = publishedFiles(directory)
  const found: string[] = []
  for (const key of ['name', 'version', 'description', 'license', 'exports', 'files']) {
    if (manifest[key] === undefined) found.push(`the manifest lacks '${key}'`)
  }
  if (manifest.type !== 'module') found.push("the manifest lacks 'type': 'module'")
  if (manifest.sideEffects !== false) found.push("the manifest lacks 'sideEffects': false")
  if (!existsSync(join(directory, 'README.md'))) found.push('README.md is missing')
  const names = new Set(files.map(({ name }) => name))
  for (const [subpath, entry] of Object.entries((manifest.exports ?? {}) as Record<string, unknown>)) {
    const conditions = typeof entry === 'string' ? { default: entry } : (entry as Record<string, string>)
    for (const [condition, path] of Object.entries(conditions)) {
      if (!names.has(`package/${path.replace(/^\.\//, '')}`)) {
        found.push(`exports['${subpath}'].${condition} names '${path}', which is not published; run \`pnpm build\``)
      }
    }
  }
  const { messages, pkg } = await publint({ pkgDir: 'package', pack: { files }, strict: true })
  for (const message of messages) {
    if (message.type !== 'suggestion') found.push(formatMessage(message, pkg, { color: false }) ?? message.code)
  }
  return found
}

for (const name of readdirSync(join(root, 'packages'))) {
  if (!existsSync(join(root, 'packages', name, 'package.json'))) continue
  for (const complaint of await complaints(join(root, 'packages', name))) {
    console.error(`packages/${name}: ${complaint}`)
    process.exitCode = 1
  }
}
