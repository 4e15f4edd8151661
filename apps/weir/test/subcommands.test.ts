import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { subcommands } from '../src/subcommands/subcommands.ts'
import { isBuilt, runCommand } from './daemon.ts'

const good = `defaults
    timeout connect 1s
    timeout client 1s
    timeout server 1s

frontend f
    bind 127.0.0.1:18080
    default_backend b

backend b
    server s 127.0.0.1:18081
`
const bad = good.replace('default_backend', 'defalt_backend')

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'weir-subcommand-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

function write(name: string, text: string): string {
  const path = join(directory, name)
  writeFileSync(path, text, 'latin1')
  return path
}

function run(name: string, ...words: string[]): { status: number; output: string; errors: string } {
  let output = ''
  let errors = ''
  const status = subcommands.get(name)!(words, {
    output(text) {
      output += text
    },
    error(text) {
      errors += text
    },
    hasColour: false,
    environment: {},
  })
  return { status, output, errors }
}

describe('check', () => {
  test('a valid configuration', () => {
    expect(run('check', write('a.cfg', good))).toEqual({
      status: 0,
      output: '1 file, 0 errors, 0 warnings\n',
      errors: '',
    })
  })

  test("files may stand behind '-f', as for the daemon", () => {
    const [one, other] = [write('a.cfg', good), write('b.cfg', 'global\n')]
    expect(run('check', '-f', other, '-f', one).output).toBe('2 files, 0 errors, 0 warnings\n')
  })

  test('a fault is framed, with its remedy', () => {
    const { status, output } = run('check', write('a.cfg', bad))
    expect(status).toBe(1)
    expect(output).toContain("error[config/unknown-keyword]: unknown keyword 'defalt_backend' in 'frontend' section\n")
    expect(output).toContain('8 |     defalt_backend b\n  |     ^^^^^^^^^^^^^^\n')
    expect(output).toContain("help: did you mean 'default_backend' maybe ?")
    expect(output.endsWith('1 file, 1 error, 0 warnings\n')).toBe(true)
  })

  test('several files are one configuration', () => {
    const half = good.lastIndexOf('backend b\n')
    const { status } = run('check', write('a.cfg', good.slice(0, half)), write('b.cfg', good.slice(half)))
    expect(status).toBe(0)
  })

  test('--json', () => {
    const path = write('a.cfg', bad)
    const { status, output } = run('check', '--json', path)
    expect(status).toBe(1)
    expect(JSON.parse(output)).toMatchObject({
      files: [path],
      isValid: false,
      diagnostics: [
        {
          code: 'config/unknown-keyword',
          severity: 'alert',
          hint: "did you mean 'default_backend' maybe ?",
          place: { file: path, line: 8, column: 5, lengthBytes: 14 },
        },
      ],
    })
  })

  test('--sarif', () => {
    const path = write('a b.cfg', bad)
    const { status, output } = run('check', path, '--sarif')
    expect(status).toBe(1)
    const log = JSON.parse(output)
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-schema-2.1.0') })
    expect(log.runs).toHaveLength(1)
    expect(log.runs[0].tool.driver).toMatchObject({ name: 'weir', rules: [{ id: 'config/unknown-keyword' }] })
    expect(log.runs[0].results).toEqual([
      {
        ruleId: 'config/unknown-keyword',
        ruleIndex: 0,
        level: 'error',
        message: { text: expect.stringContaining("unknown keyword 'defalt_backend'") },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: path.replace(' ', '%20') },
              region: { startLine: 8, startColumn: 5, endColumn: 19 },
            },
          },
        ],
        relatedLocations: [],
      },
    ])
  })

  test('a valid configuration has an empty list of results', () => {
    expect(JSON.parse(run('check', '--sarif', write('a.cfg', good)).output).runs[0].results).toEqual([])
  })
})

describe('fmt', () => {
  const untidy = good.replace(/^ {4}/gm, '\t').replace('bind 127', 'bind   127')

  test('prints the file laid out, and leaves it alone', () => {
    const path = write('a.cfg', untidy)
    expect(run('fmt', path)).toEqual({ status: 0, output: good, errors: '' })
    expect(readFileSync(path, 'latin1')).toBe(untidy)
  })

  test('--check names what would change', () => {
    const tidy = write('a.cfg', good)
    const path = write('b.cfg', untidy)
    expect(run('fmt', '--check', tidy, path)).toEqual({ status: 1, output: `${path}\n`, errors: '' })
    expect(run('fmt', '--check', tidy)).toEqual({ status: 0, output: '', errors: '' })
  })

  test('--write changes it, once', () => {
    const path = write('a.cfg', untidy)
    expect(run('fmt', '--write', path)).toEqual({ status: 0, output: `${path}\n`, errors: '' })
    expect(readFileSync(path, 'latin1')).toBe(good)
    expect(run('fmt', '--write', path)).toEqual({ status: 0, output: '', errors: '' })
  })

  test('bytes beyond ASCII stay', () => {
    const path = write('a.cfg', `# \xc3\xa9\xff\n${untidy}`)
    run('fmt', '--write', path)
    expect(readFileSync(path, 'latin1')).toContain('# \xc3\xa9\xff\n')
  })
})

test.each([
  ['check', [], 'expects at least one file'],
  ['fmt', [], 'expects at least one file'],
  ['check', ['-f'], 'expects at least one file'],
  ['check', ['--write', 'x'], "unknown option '--write': expects --json or --sarif"],
  ['fmt', ['--write', '--check', 'x'], "'--write' and '--check' exclude each other"],
  ['check', ['does-not-exist.cfg'], 'No such file or directory'],
  ['fmt', ['--', '--check'], 'Could not open configuration file --check'],
])('%s %j fails', (name, words, message) => {
  const { status, output, errors } = run(name, ...words)
  expect([status, output]).toEqual([1, ''])
  expect(errors).toContain(`weir ${name}: `)
  expect(errors).toContain(message)
})

test.skipIf(!isBuilt)('the daemon runs them', async () => {
  expect(await runCommand(['fmt', '--check', write('a.cfg', good)])).toMatchObject({
    status: 0,
    output: '',
    errors: '',
  })
  expect(await runCommand(['check', write('b.cfg', bad)])).toMatchObject({ status: 1, errors: '' })
})
