/** Runs the cases of a check scenario: programs that end by themselves. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ANYTHING } from './compare.ts'
import { shellStatus } from './daemon.ts'
import { type Implementation, runEnvironment } from './implementation.ts'
import type { CheckCaseObservation, CheckObservation } from './observation.ts'
import type { CheckCase, CheckScenario } from './scenario.ts'

const LIMIT_MS = 10_000
const AT_ONCE = 3
const DEFAULT_ARGUMENTS = ['-c', '-f', 'haproxy.cfg']

export async function runChecks(scenario: CheckScenario, implementation: Implementation): Promise<CheckObservation> {
  const entries = Object.entries(scenario.cases)
  const results: Record<string, CheckCaseObservation> = {}
  for (const [name] of entries) results[name] = { exit: -1, diagnostics: [] }
  let next = 0
  const work = async () => {
    for (let entry = entries[next++]; entry !== undefined; entry = entries[next++]) {
      results[entry[0]] = await runCase(entry[1], implementation)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { cases: results }
}

async function runCase(check: CheckCase, { program }: Implementation): Promise<CheckCaseObservation> {
  const directory = await mkdtemp(join(tmpdir(), 'oracle-'))
  try {
    for (const [name, text] of Object.entries({ 'haproxy.cfg': check.config, ...check.files })) {
      await mkdir(dirname(join(directory, name)), { recursive: true })
      await writeFile(join(directory, name), text.replaceAll('{{dir}}', directory), 'latin1')
    }
    const args = (check.args ?? DEFAULT_ARGUMENTS).map((arg) => arg.replaceAll('{{dir}}', directory))
    const { exit, stdout, stderr } = await runToEnd(program, args, directory, runEnvironment(check.environment))
    const diagnostics = diagnosticsOf(stderr)
    const wording = lines(stderr.replaceAll(directory, '{{dir}}').replace(/^(\[\w+\] *)\(\d+\)/gm, '$1(<pid>)'))
    return {
      exit,
      // A failure that HAProxy reports without a line may be reported with one.
      diagnostics: exit !== 0 && diagnostics.length === 0 ? ANYTHING : diagnostics,
      ...(check.compareOutput ? { output: lines(stdout.replaceAll(directory, '{{dir}}')) } : {}),
      ...(wording.length > 0 ? { wording } : {}),
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function runToEnd(program: string, args: readonly string[], directory: string, environment: Record<string, string>) {
  return new Promise<{ exit: number; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(program, args, { cwd: directory, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('latin1')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('latin1')
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ exit: shellStatus(code, signal), stdout, stderr })
    })
  })
}

/** Level and `file:line` of each message that names a line. */
function diagnosticsOf(stderr: string): string[] {
  const found = new Map<string, number>()
  for (const line of stderr.split('\n')) {
    const match = /^\[(ALERT|WARNING|NOTICE|DIAG)\].*?[[( ]([\w./-]+):(\d+)[\])]/.exec(line)
    const level = match?.[1]
    const file = match?.[2]?.split('/').at(-1)
    if (level !== undefined && level !== 'NOTICE') found.set(`${level} ${file}:${match?.[3]}`, Number(match?.[3]))
  }
  return [...found].sort(([a, lineA], [b, lineB]) => lineA - lineB || (a < b ? -1 : 1)).map(([text]) => text)
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '')
