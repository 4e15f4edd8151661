import { readFileSync } from 'node:fs'
import type { Diagnostic } from '@weir/base'
import { describe, expect, test } from 'vitest'
import { evaluateCommandLineCondition } from '../../src/command-line-condition.ts'
import { createEnvironment } from '../../src/environment.ts'
import { tokenize } from '../../src/lexer.ts'
import { parseConfig } from '../../src/parse-config.ts'
import { vocabulary } from '../../src/testing.ts'
import { conditionCases, environment, fileCases, lineCases } from './cases.ts'
import { conditionExceptions, fileExceptions, lineExceptions } from './exceptions.ts'
import type { Recorded, RecordedMessage } from './record.ts'

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as Recorded
const recordedVersion = '2.6.12'

/** Errors behind which HAProxy reads no further line. */
const aborts =
  /^(Stray NUL|unparsable conditional|lone '|Unexpected argument|'\.el(se|if)' after|'[^']*'\.$|non-terminated|'backend' expects|defaults section '.*' not found)/

/** What is wrong, without the place and the words around it. */
const substance = (text: string): string =>
  text
    .split('\n')[0]!
    .replace(/ at position \d+.*$/, '')
    .replace(/^(Failed to evaluate condition|Error in condition|Syntax Error in condition): /, '')
    .replace(/^Too many words.*/i, 'too many words')
    .replace(/^Unmatched/, 'unmatched')
    .replace('sub-expression', 'expression')
    .replace(/ '[^']*'?[\s\S]*$/, '')
    .replace(/\(got \d/, '(got')
    .replace(/[.:]$/, '')

describe('words of a line', () => {
  test.each(lineCases)('%j', (line) => {
    const ours = tokenize(line, 'C', 1, (name) => environment[name])
    const words = ours.words.map((word) => word.text)
    const [problem] = ours.diagnostics
    const theirs = lineExceptions[line]?.gives ?? recorded.lines[line]!
    if ('error' in theirs)
      expect(problem === undefined ? words : substance(problem.message)).toBe(substance(theirs.error))
    else {
      expect(problem?.message).toBeUndefined()
      // HAProxy 2.6 ends the line at an empty word; from 3.3 on such a line is refused as a whole.
      const empty = words.indexOf('')
      expect(empty < 0 ? words : words.slice(0, empty)).toEqual(theirs.words)
    }
  })
})

/** Of what is said on purpose the text counts, of everything else where it is said. */
const rowOf = (severity: string, file: string, line: number, text: string | null): string =>
  `${file}:${String(line).padStart(3)} ${severity}${text === null ? '' : ` ${text.slice(0, 150)}`}`

const theirRow = ({ severity, file, line, text }: RecordedMessage): string[] =>
  file === null || line === null || file === ''
    ? []
    : [rowOf(severity, file, line, text.startsWith("'") && severity !== 'alert' ? text.replace(/\.$/, '') : null)]

const ourRow = ({ severity, span, code, message, stage }: Diagnostic): string[] =>
  span === null || stage === 'model'
    ? []
    : [rowOf(severity, span.file, span.line, code === 'config/user-message' && severity !== 'alert' ? message : null)]

const place = (row: string): string => row.slice(0, row.indexOf(':') + 4)

describe('files', () => {
  const files = new Map(fileCases.map((each) => [each.name, each.files]))
  // An exception that 2.6 was not asked for is a single file, named by its text.
  for (const name of Object.keys(fileExceptions)) if (!files.has(name)) files.set(name, { 'a.cfg': name })

  test.each([...files])('%j', (name, files) => {
    const { diagnostics } = parseConfig({
      files: Object.entries(files)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([file, text]) => ({ name: file, text })),
      vocabulary,
      environment: createEnvironment(environment),
    })
    const ours = diagnostics.flatMap(ourRow)
    const exception = fileExceptions[name]
    if (exception !== undefined) {
      expect(ours).toEqual(exception.gives)
      return
    }
    const theirs = recorded.files[name]!.flatMap(theirRow)
    const isAborted = recorded.files[name]!.some(({ severity, text }) => severity === 'alert' && aborts.test(text))
    const end = isAborted ? place(theirs.filter((row) => row.includes(' alert')).at(-1)!) : null
    // HAProxy reads nothing behind some errors; Weir does, to report all.
    const counted = end === null ? ours : ours.filter((row) => place(row) <= end)
    expect(counted.toSorted()).toEqual(theirs.toSorted())
  })
})

describe('conditions', () => {
  test.each([...new Set([...conditionCases, ...Object.keys(conditionExceptions)])])('%j', (condition) => {
    const result = evaluateCommandLineCondition(condition, (name) => environment[name], {
      isDefined: (name) => environment[name] !== undefined,
      features: new Set(['OPENSSL', 'LUA']),
      version: recordedVersion,
      enabled: new Set(['POLL']),
      opensslVersion: '3.0.13',
      tlsLibrary: 'OpenSSL',
    })
    const theirs = conditionExceptions[condition]?.gives ?? recorded.conditions[condition]!
    if ('error' in theirs) expect('error' in result ? substance(result.error) : result).toEqual(substance(theirs.error))
    else expect(result).toEqual(theirs)
  })
})
