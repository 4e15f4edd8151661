/** The command line: verdicts, output, and the status it leaves with. */
import { type CheckCase, defineCheckScenario } from '../../src/index.ts'

const GOOD = `defaults
    mode http
    timeout connect 5s
    timeout client 5s
    timeout server 5s
frontend f
    bind 127.0.0.1:8000
    default_backend b
backend b
    server s 127.0.0.1:8001
`
const WARNED = GOOD.replace(
  'frontend f\n',
  'frontend f\n    http-request deny if { path /x }\n    tcp-request content accept\n',
)
const BAD = GOOD.replace('mode http', 'mode nonsense')
const BACKEND = 'backend b2\n    server s 127.0.0.1:8001\n'

const run = (config: string, ...args: readonly string[]): CheckCase => ({ config, args, compareOutput: true })
const file = ['-f', 'haproxy.cfg'] as const

export const scenario = defineCheckScenario({
  name: 'check/arguments',
  summary: 'Arguments of the command line with good, doubtful and bad configurations.',
  cases: {
    'check good': run(GOOD, '-c', ...file),
    'check good verbosely': run(GOOD, '-c', '-V', ...file),
    'check good quietly': run(GOOD, '-c', '-q', ...file),
    'check doubtful': run(WARNED, '-c', ...file),
    'check doubtful with zero warnings': run(WARNED, '-c', '-dW', ...file),
    'check doubtful quietly': run(WARNED, '-c', '-q', ...file),
    'check bad': run(BAD, '-c', ...file),
    'check bad quietly': run(BAD, '-c', '-q', ...file),
    'start bad': run(BAD, '-db', ...file),
    'start without listeners': run(BACKEND, '-db', ...file),
    'no file': { config: GOOD, args: ['-c'] },
    'missing file': run(GOOD, '-c', '-f', 'absent.cfg'),
    'files after dashes': { ...run(GOOD, '-c', '--', 'haproxy.cfg', 'more.cfg'), files: { 'more.cfg': BACKEND } },
    'two files': { ...run(GOOD, '-c', ...file, '-f', 'more.cfg'), files: { 'more.cfg': BACKEND } },
    'two files, the second bad': { ...run(GOOD, '-c', ...file, '-f', 'more.cfg'), files: { 'more.cfg': BAD } },
    'a directory': {
      ...run('', '-c', '-f', 'conf.d'),
      files: { 'conf.d/1.cfg': GOOD, 'conf.d/2.cfg': BACKEND, 'conf.d/3.txt': 'x' },
    },
    'change directory': { ...run('', '-C', 'conf.d', '-c', '-f', '1.cfg'), files: { 'conf.d/1.cfg': GOOD } },
    'unknown argument': { config: GOOD, args: ['-Y'] },
    version: { config: '', args: ['-v'] },
    'version in detail': { config: '', args: ['-vv'] },
    'condition true': run('', '-cc', 'version_atleast(2.4)'),
    'condition false': run('', '-cc', 'version_atleast(99.0)'),
    'condition with operators': run('', '-cc', 'feature(OPENSSL) && !streq(a,b) || 0'),
    'condition with environment': {
      ...run('', '-cc', 'defined(ORACLE) && streq("$ORACLE","yes")'),
      environment: { ORACLE: 'yes' },
    },
    'condition malformed': run('', '-cc', 'nonsense(1)'),
  },
  since: [
    ...['check good', 'files after dashes', 'two files', 'a directory', 'change directory'].map((name) => ({
      at: `cases.${name}.output`,
      value: [],
      reason: '2.9: success is silent without -V',
    })),
    { at: 'cases.check doubtful.output', value: ['Warnings were found.'], reason: '2.9: success is silent without -V' },
  ],
})
