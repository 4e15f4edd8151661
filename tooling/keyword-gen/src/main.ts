/** `gen [--check]`, `parity` and `new <kind> <name> [--package p]`. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { generateBarrels } from './barrel.ts'
import { kinds } from './folders.ts'
import { checkParity } from './parity.ts'
import { findKind, scaffold, writeScaffold } from './scaffold.ts'

const usage = `usage: pnpm gen [--check]
       pnpm parity
       pnpm new <kind> <name> [--package <package>]
kinds: ${kinds.map(({ name }) => name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()).join(', ')}`

function report(problems: readonly { path: string; message: string }[]): void {
  for (const { path, message } of problems) console.error(`${path}: ${message}`)
  if (problems.length > 0) process.exitCode = 1
}

function generate(root: string, check: boolean): void {
  const { written, problems } = generateBarrels(root, { check })
  for (const path of written) console.log(`wrote ${path}`)
  report(problems)
  if (problems.length === 0) console.log('barrels are up to date')
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      package: { type: 'string' },
      root: { type: 'string', default: fileURLToPath(new URL('../../..', import.meta.url)) },
    },
  })
  const [command = 'gen', kindWord, name] = positionals
  if (command === 'gen') return generate(values.root, values.check)
  if (command === 'parity') {
    const { keywords, problems } = await checkParity(values.root)
    report(problems)
    console.log(`${keywords} keywords, ${problems.length} problems`)
    return
  }
  const kind = command === 'new' && kindWord !== undefined ? findKind(kindWord) : null
  if (kind === null || name === undefined) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  const files = scaffold(kind, name, values.package ?? null)
  try {
    writeScaffold(values.root, files)
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
    return
  }
  console.log(`wrote ${files.path}\nwrote ${files.testPath}`)
  generate(values.root, false)
}

await main()
