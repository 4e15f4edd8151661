/**
 * `npm test [-- filters of vitest]`: installs, then runs every check of the workspace. The last line of standard output
 * is the count; each guard and each vitest test is one. Plain JavaScript, Node 18.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, root, runtime } from './install.mjs'
import { countTests, runGuards } from './verdict.mjs'

ensureInstalled()

const bin = (name) => join(root, 'node_modules/.bin', name)
const script = (path, ...rest) => [runtime, join(root, path), ...rest]

const guards = [
  // The bundles and the declarations come first: later guards and the end-to-end tests read them.
  [
    { name: 'build', command: script('tooling/build/src/main.ts', '--bundles') },
    { name: 'types', command: [bin('tsc'), '-b', 'tooling/tsconfig'] },
  ],
  [
    { name: 'lint and format (biome)', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
    { name: 'barrels are generated', command: script('tooling/keyword-gen/src/main.ts', 'gen', '--check') },
    { name: 'keyword parity', command: script('tooling/keyword-gen/src/main.ts', 'parity') },
    { name: 'layers', command: script('tooling/layers/src/main.ts') },
    { name: 'unused code (knip)', command: [bin('knip'), '--no-progress', '--no-config-hints'] },
    { name: 'packages (publint)', command: script('tooling/build/src/check-packages.ts') },
  ],
]

const environment = {
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
  NO_COLOR: '1',
}

/** Runs a command to its end; with `capture` its output is returned instead of shown. */
function run(command, { capture }) {
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      cwd: root,
      env: environment,
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
    })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => resolve({ isOk: false, output: `${error.message}\n` }))
    child.on('close', (code) => resolve({ isOk: code === 0, output: Buffer.concat(chunks).toString() }))
  })
}

const totals = await runGuards(guards, (command) => run(command, { capture: true }), console.log)

const scratch = mkdtempSync(join(tmpdir(), 'weir-test-'))
const reportPath = join(scratch, 'vitest.json')
const { isOk } = await run(
  [
    bin('vitest'),
    'run',
    '--config=tooling/vitest/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportPath}`,
    ...process.argv.slice(2),
  ],
  { capture: false },
)
const report = existsSync(reportPath) ? JSON.parse(readFileSync(reportPath, 'utf8')) : null
rmSync(scratch, { recursive: true })
const tests = countTests(report, isOk)
for (const line of tests.notes) console.log(line)

const passed = totals.passed + tests.passed
const failed = totals.failed + tests.failed
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
