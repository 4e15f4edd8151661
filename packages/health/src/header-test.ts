import { type ArgumentReader, type Binder, FAILED, type Failed, type LogFormatNode } from '@weir/keyword'
import { readRegex } from '@weir/sample'
import type { CheckRun } from './check-run.ts'
import type { HttpResponse } from './http-response.ts'

/** `hdr name … value …` of an `http-check expect`. */
export interface HeaderTest {
  bind(binder: Binder): (response: HttpResponse, run: CheckRun) => boolean
}

const methods = ['str', 'beg', 'end', 'sub', 'reg'] as const

interface Part {
  bind(binder: Binder): (run: CheckRun) => (text: string) => boolean
}

/** Reads `{ name | name-lf } [-m <meth>] <name> [{ value | value-lf } [-m <meth>] <value>]`. */
export function readHeaderTest(reader: ArgumentReader, splitsValues: boolean): HeaderTest | Failed {
  const word = reader.next()
  if (word?.text !== 'name' && word?.text !== 'name-lf') return reader.fail("'hdr' expects 'name' or 'name-lf'")
  const name = readPart(reader, word.text === 'name-lf', true)
  if (name === FAILED) return FAILED
  const next = reader.peek()?.text
  if (next !== 'value' && next !== 'value-lf') return createTest(name, null, splitsValues)
  reader.next()
  const value = readPart(reader, next === 'value-lf', false)
  return value === FAILED ? FAILED : createTest(name, value, splitsValues)
}

function readPart(reader: ArgumentReader, isFormat: boolean, ignoresCase: boolean): Part | Failed {
  let method: string = 'str'
  if (reader.peek()?.text === '-m') {
    reader.next()
    method = reader.next()?.text ?? ''
    if (!(methods as readonly string[]).includes(method)) {
      return reader.fail(`'-m' expects one of '${methods.join("', '")}', but got '${method}'`)
    }
  }
  const word = reader.next()
  if (word === null) return reader.fail("'hdr' expects a pattern", { code: 'config/missing-argument' })
  if (method === 'reg') {
    if (isFormat) return reader.fail('a log format cannot be a regular expression')
    const regex = readRegex(reader, word, { ignoreCase: ignoresCase, noCapture: true })
    if (regex === FAILED) return FAILED
    return { bind: () => () => (text) => regex.test(text) }
  }
  const compare = (pattern: string) => (text: string) => matches(method, text, pattern)
  const fold = (text: string): string => (ignoresCase ? text.toLowerCase() : text)
  if (!isFormat) {
    const test = compare(fold(word.text))
    return { bind: () => () => test }
  }
  const node: LogFormatNode | Failed = reader.host.logFormat(reader, word)
  if (node === FAILED) return FAILED
  return {
    bind(binder) {
      const format = binder.logFormat(node)
      return (run) => compare(fold(format(run.context)))
    },
  }
}

function matches(method: string, text: string, pattern: string): boolean {
  switch (method) {
    case 'beg':
      return text.startsWith(pattern)
    case 'end':
      return text.endsWith(pattern)
    case 'sub':
      return text.includes(pattern)
    default:
      return text === pattern
  }
}

function createTest(name: Part, value: Part | null, splitsValues: boolean): HeaderTest {
  return {
    bind(binder) {
      const bindName = name.bind(binder)
      const bindValue = value === null ? null : value.bind(binder)
      return (response, run) => {
        const isName = bindName(run)
        const isValue = bindValue?.(run) ?? null
        for (const line of response.message.head.split('\r\n').slice(1)) {
          const colon = line.indexOf(':')
          if (colon < 0 || !isName(line.slice(0, colon))) continue
          if (isValue === null) return true
          const whole = line.slice(colon + 1).trim()
          const values = splitsValues ? whole.split(',').map((part) => part.trim()) : [whole]
          if (values.some(isValue)) return true
        }
        return false
      }
    },
  }
}
