import {
  type ArgumentReader,
  type Binder,
  custom,
  defineAction,
  FAILED,
  type Failed,
  type LogFormatNode,
  type Verdict,
  verdicts,
} from '@weir/keyword'
import { bytesOfHex, readRegex } from '@weir/sample'
import { bindRule, type CheckRule } from '../../check-rule.ts'
import type { CheckRun } from '../../check-run.ts'
import { decodeBytes } from '../../check-step.ts'
import { bindReports, type ExpectSettings, readExpect, readSettings } from '../../expect-rule.ts'

const matches = ['string', 'rstring', 'string-lf', 'binary', 'rbinary', 'binary-lf'] as const

/** Whether the answer so far contains what is looked for. */
type Test = (run: CheckRun) => boolean

interface Pattern {
  /** As it stands in messages, such as ` '+PONG'` or ` (regex)`. */
  readonly shown: string
  readonly label: string
  /** Bytes that a literal needs at least; null when only the answer's end tells. */
  readonly length: number | null
  bind(binder: Binder): Test
}

function readPattern(match: string, reader: ArgumentReader): Pattern | Failed {
  const word = reader.next()
  if (word === null) return reader.fail(`'${match}' expects a pattern`, { code: 'config/missing-argument' })
  const { text } = word
  if (match === 'string') return literal(text, ` '${text}'`, `expect string '${text}'`)
  if (match === 'binary') {
    const bytes = bytesOfHex(text)
    if (bytes === null) return reader.fail(`'binary' expects an even number of hexadecimal digits, but got '${text}'`)
    const decoded = decodeBytes(bytes)
    return literal(decoded, ' (binary)', `expect binary '${decoded}'`)
  }
  if (match === 'rstring' || match === 'rbinary') {
    const regex = readRegex(reader, word, { noCapture: true })
    if (regex === FAILED) return FAILED
    const isBinary = match === 'rbinary'
    return {
      shown: isBinary ? ' (binary regex)' : ' (regex)',
      label: isBinary ? 'expect binary regex' : 'expect regex',
      length: null,
      bind: () => (run) => regex.test(isBinary ? hexadecimal(run.received) : run.text),
    }
  }
  const node = reader.host.logFormat(reader, word)
  return node === FAILED ? FAILED : formatted(node, match === 'binary-lf')
}

function literal(text: string, shown: string, label: string): Pattern {
  return { shown, label, length: text.length, bind: () => (run) => run.text.includes(text) }
}

function formatted(node: LogFormatNode, isHexadecimal: boolean): Pattern {
  return {
    shown: isHexadecimal ? ' (log-format binary)' : ' (log-format)',
    label: isHexadecimal ? 'expect log-format binary' : 'expect log-format string',
    length: null,
    bind(binder) {
      const format = binder.logFormat(node)
      return (run) => {
        const text = format(run.context)
        const bytes = isHexadecimal ? bytesOfHex(text) : null
        return run.text.includes(isHexadecimal ? (bytes === null ? '\0' : decodeBytes(bytes)) : text)
      }
    },
  }
}

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('')

function readRule(reader: ArgumentReader): CheckRule | Failed {
  const settings = readExpect(reader, matches)
  if (settings === FAILED) return FAILED
  const pattern = readPattern(settings.match, reader)
  if (pattern === FAILED || readSettings(reader, settings) === FAILED) return FAILED
  return {
    kind: 'expect',
    label: pattern.label,
    comment: settings.comment,
    timeoutStatus: settings.timeoutStatus,
    bind: (binder) => bindExpect(settings, pattern, binder),
  }
}

function bindExpect(settings: ExpectSettings, pattern: Pattern, binder: Binder): (run: CheckRun) => Verdict {
  const test = pattern.bind(binder)
  const reports = bindReports(settings, binder)
  const { minimumBytes, isNegated } = settings
  const needed = pattern.length === null ? minimumBytes : Math.min(pattern.length, minimumBytes)
  return (run) => {
    const { length } = run.received
    if (length === 0 && !run.hasEnded) return verdicts.wait
    if (length === 0) return fail(run, `TCPCHK got an empty response at step ${run.step!.number}`, "'")
    if (length < needed && !run.hasEnded) return verdicts.wait
    const isFound = test(run)
    // Nothing found yet: more may come, unless the rule says how much decides.
    if (!isFound && !run.hasEnded && minimumBytes < 0) return verdicts.wait
    if (isFound !== isNegated) {
      reports.succeed(run, 0, '(tcp-check)')
      return verdicts.proceed
    }
    const what = isNegated ? 'matched unwanted content' : 'did not match content'
    return fail(run, `TCPCHK ${what}${pattern.shown} at step ${run.step!.number}`, '')
  }

  function fail(run: CheckRun, message: string, quote: string): Verdict {
    const { comment } = run.step!
    const suffix = comment === null ? '' : ` comment: ${quote}${comment}${quote}`
    return reports.fail(run, 'L7RSP', 0, message + suffix)
  }
}

export const tcpExpect = defineAction({
  name: 'expect',
  summary: 'Waits for data that a check looks for in the answer.',
  manual: '4.2',
  rulesets: ['tcp-check'],
  params: [custom('match', '[settings] [!] <match> <pattern>', readRule)],
  bind: bindRule,
})
