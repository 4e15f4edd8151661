/** Who touches the machine: Node's globals, the clock, entropy, the terminal, the process. */
import { portFiles, purePackages } from './architecture.ts'
import type { SourceFile } from './source.ts'
import type { Violation } from './violation.ts'
import { isTest, type Project } from './workspace.ts'

const clockUses = new Set([
  'Date.now',
  'new Date()',
  'Date()',
  'performance.now',
  'performance.timeOrigin',
  'process.hrtime',
  'process.uptime',
])
const timerNames = new Set(['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'])
const randomUses = new Set(['Math.random', 'crypto.getRandomValues', 'crypto.randomUUID'])
const nodeNames = new Set(['Buffer', 'process', 'global', 'require', 'setImmediate', 'clearImmediate', ...timerNames])
const processUses = new Set([
  'exit',
  'abort',
  'reallyExit',
  'exitCode',
  'on',
  'once',
  'addListener',
  'prependListener',
  'setUncaughtExceptionCaptureCallback',
])

/** What imports of Node's modules would smuggle in. `*` stands for the whole module. */
const smuggled = new Map<string, { names: ReadonlySet<string>; what: 'clock' | 'random' | 'process' }>([
  [
    'node:crypto',
    {
      names: new Set([
        'randomBytes',
        'randomInt',
        'randomUUID',
        'randomFill',
        'randomFillSync',
        'getRandomValues',
        'webcrypto',
      ]),
      what: 'random',
    },
  ],
  ['node:perf_hooks', { names: new Set(['performance']), what: 'clock' }],
  ['node:timers', { names: new Set(['*']), what: 'clock' }],
  ['node:timers/promises', { names: new Set(['*']), what: 'clock' }],
  ['node:console', { names: new Set(['*']), what: 'process' }],
  ['node:process', { names: new Set(['*']), what: 'process' }],
])

const remedies = {
  clock: "take a Clock ('@weir/base') from whoever creates you: a port, so that tests run under a virtual clock",
  random: "take a Random ('@weir/base') from whoever creates you: a port, so that a run can be repeated",
  process: 'only apps print, exit or handle signals: return a value, throw, or report through a callback',
  pure: 'this package runs in a browser: take it as a port, or use Uint8Array and byte strings',
}

/** Why a use of a global is not allowed in `project`, or null. */
function complaint(project: Project, name: string): { message: string; remedy: string } | null {
  const [object = '', member = ''] = name.replace(/^new |\(.*\)$/g, '').split('.')
  if (clockUses.has(name)) return { message: `'${name}' reads the clock`, remedy: remedies.clock }
  if (timerNames.has(object)) return { message: `'${object}' uses the machine's timers`, remedy: remedies.clock }
  if (randomUses.has(name)) return { message: `'${name}' draws a random number`, remedy: remedies.random }
  if (object === 'console') return { message: `'${name}' prints`, remedy: remedies.process }
  if (object === 'process' && processUses.has(member))
    return { message: `'${name}' acts on the process`, remedy: remedies.process }
  if (nodeNames.has(object) && purePackages.has(project.name)) {
    return { message: `'${project.name}' is pure, but uses '${object}' of Node`, remedy: remedies.pure }
  }
  return null
}

function checkFile(project: Project, source: SourceFile): Violation[] {
  const found: Violation[] = []
  for (const { name, line } of source.globals) {
    const problem = complaint(project, name)
    if (problem !== null) found.push({ path: source.path, line, ...problem })
  }
  for (const { specifier, names, line, isTypeOnly } of source.imports) {
    const entry = smuggled.get(specifier)
    if (entry === undefined || isTypeOnly) continue
    const name = entry.names.has('*') ? specifier : names.find((candidate) => entry.names.has(candidate))
    if (name === undefined) continue
    found.push({ path: source.path, line, message: `'${name}' is not for packages`, remedy: remedies[entry.what] })
  }
  return found
}

/** Apps and tests may do as they like; port files are the ports. */
export function checkMachine(project: Project): Violation[] {
  if (project.isApp) return []
  return project.sources
    .filter(({ path }) => !isTest(path) && !portFiles.has(path))
    .flatMap((source) => checkFile(project, source))
}
