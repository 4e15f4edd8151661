/**
 * Asks HAProxy for the results that the tests of this package compare with, and writes them beside the tests:
 *
 *     node packages/sample/test/oracle/record.ts [program]
 *
 * A line of `cases/*.txt` is an expression, after any number of `http-request` rules, separated by ` ;; `.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { aclCases } from './cases/acl.ts'
import { edgeInputs, edgePrelude } from './cases/edges.ts'
import { matrixCases } from './cases/matrix.ts'
import { patternCases } from './cases/patterns.ts'
import { regexSubjects } from './cases/regexes.ts'
import { recordEdges } from './edges.ts'
import { askHaproxy, type OracleCase } from './haproxy.ts'
import { recordRegexes } from './regexes.ts'

const folder = new URL('./cases/', import.meta.url)
const target = new URL('../../src/recordings/', import.meta.url)
const binary = process.argv[2] ?? 'haproxy'

function parseCases(text: string): OracleCase[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('# '))
    .map((line) => {
      const parts = line.split(' ;; ')
      return { expression: parts.at(-1)!, setup: parts.slice(0, -1) }
    })
}

async function record(name: string, cases: readonly OracleCase[]): Promise<void> {
  const results = await askHaproxy(cases, { binary })
  const lines = cases.map((each, index) => JSON.stringify({ ...each, ...results[index] }))
  writeFileSync(new URL(`${name}.json`, target), `[\n${lines.join(',\n')}\n]\n`)
  console.log(`${name}: ${cases.length} cases`)
}

for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith('.txt')) continue
  await record(file.slice(0, -4), parseCases(readFileSync(new URL(file, folder), 'utf8')))
}
await record('patterns', patternCases)
await record('acl', aclCases)
await record('matrix', matrixCases)

const edges = await recordEdges(binary)
const rows = edges.map((result) => JSON.stringify(result)).join(',\n')
writeFileSync(
  new URL('edges.json', target),
  `{"inputs":${JSON.stringify(Object.keys(edgeInputs))},\n"prelude":${JSON.stringify(edgePrelude())},\n"calls":[\n${rows}\n]}\n`,
)
console.log(`edges: ${edges.length} calls with ${Object.keys(edgeInputs).length} inputs`)

const regexes = await recordRegexes(binary)
writeFileSync(
  new URL('regexes.json', target),
  `{"subjects":${JSON.stringify(regexSubjects)},\n"expressions":[\n${regexes.map((each) => JSON.stringify(each)).join(',\n')}\n]}\n`,
)
console.log(`regexes: ${regexes.length} expressions with ${regexSubjects.length} subjects`)
