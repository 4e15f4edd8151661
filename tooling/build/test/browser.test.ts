/**
 * The pure packages in a browser build: the examples of their READMEs are bundled for browsers and run in a global scope that
 * has the language and the encoders of the Web, and nothing of Node. Each line `expression // value` is a claim, checked.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

const packages = join(import.meta.dirname, '../../../packages')

/** A line that claims what it evaluates to. What follows a comma is a remark. */
const claim = /^(?!\s|import|const)(.+?) \/\/ ('[^']*'|\[.*\]|true|false|-?\d+)(?:,.*)?$/gm

function examplesOf(name: string): string[] {
  const readme = readFileSync(join(packages, name, 'README.md'), 'utf8')
  return [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!)
}

async function bundle(name: string, code: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: join(packages, name, 'src'), loader: 'ts' },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports)
  expect(imports.filter((each) => each.external)).toEqual([])
  return outputFiles[0]!.text
}

describe.each(['config', 'sample'])('@weir/%s', (name) => {
  test.each(examplesOf(name))('does in a browser what its README shows (%#)', async (code) => {
    const claims = [...code.matchAll(claim)].map(([, expression, value]) => `[${expression}, ${value}]`)
    expect(claims.length).toBeGreaterThan(0)
    const script = await bundle(name, `${code.replace(claim, '')}\nglobalThis.claims = [${claims}]\n`)
    const scope = createContext({ TextEncoder, TextDecoder })
    runInContext(script, scope)
    const checked = JSON.parse(JSON.stringify(scope.claims)) as [unknown, unknown][]
    for (const [actual, expected] of checked) expect(actual).toEqual(expected)
  })
})
