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
import { readRegex } from '@weir/sample'
import { bindRule, type CheckRule } from '../../check-rule.ts'
import type { CheckRun } from '../../check-run.ts'
import type { CheckStatus } from '../../check-status.ts'
import { bindReports, type ExpectSettings, readExpect, readSettings } from '../../expect-rule.ts'
import { type HeaderTest, readHeaderTest } from '../../header-test.ts'
import type { HttpResponse } from '../../http-response.ts'
import { parseStatusCodes } from '../../status-codes.ts'

const matches = ['status', 'rstatus', 'hdr', 'fhdr', 'string', 'rstring', 'string-lf'] as const

/** What an HTTP answer must fulfil. */
export interface HttpMatch {
  /** True when the body decides, which then must be there. */
  readonly needsBody: boolean
  /** What a mismatch means. */
  readonly errorStatus: CheckStatus
  /** True when the pattern may yet appear in a body that is still coming. */
  readonly isLiteral: boolean
  bind(binder: Binder): (response: HttpResponse, run: CheckRun) => boolean
}

function readMatch(match: string, reader: ArgumentReader): HttpMatch | Failed {
  if (match === 'hdr' || match === 'fhdr') {
    const test = readHeaderTest(reader, match === 'hdr')
    return test === FAILED ? FAILED : headerMatch(test)
  }
  const word = reader.next()
  if (word === null) return reader.fail(`'${match}' expects a pattern`, { code: 'config/missing-argument' })
  const { text } = word
  if (match === 'status') {
    const accepts = parseStatusCodes(text)
    if (accepts === null) return reader.fail(`expects a list of status codes such as '200-299,301', but got '${text}'`)
    return statusMatch(accepts)
  }
  if (match === 'string') return bodyMatch(() => (response) => response.body.includes(text))
  if (match === 'string-lf') {
    const node = reader.host.logFormat(reader, word)
    return node === FAILED ? FAILED : formatMatch(node)
  }
  const regex = readRegex(reader, word, { noCapture: true })
  if (regex === FAILED) return FAILED
  return match === 'rstatus'
    ? statusMatch((status) => regex.test(String(status)))
    : bodyMatch(() => (response) => regex.test(response.body))
}

function statusMatch(accepts: (status: number) => boolean): HttpMatch {
  return {
    needsBody: false,
    errorStatus: 'L7STS',
    isLiteral: false,
    bind: () => (response) => accepts(response.status),
  }
}

function bodyMatch(bind: HttpMatch['bind']): HttpMatch {
  return { needsBody: true, errorStatus: 'L7RSP', isLiteral: true, bind }
}

function formatMatch(node: LogFormatNode): HttpMatch {
  return bodyMatch((binder) => {
    const format = binder.logFormat(node)
    return (response, run) => response.body.includes(format(run.context))
  })
}

function headerMatch(test: HeaderTest): HttpMatch {
  return { needsBody: false, errorStatus: 'L7STS', isLiteral: false, bind: (binder) => test.bind(binder) }
}

/** The rule that stands behind the last request when none is written: any 2xx or 3xx is fine. */
export const impliedExpect: CheckRule = createRule(
  {
    comment: null,
    minimumBytes: -1,
    okStatus: null,
    errorStatus: null,
    timeoutStatus: 'L7TOUT',
    onSuccess: null,
    onError: null,
    statusCode: null,
    isNegated: false,
    match: 'status',
  },
  statusMatch((status) => status >= 200 && status < 400),
)

function readRule(reader: ArgumentReader): CheckRule | Failed {
  const settings = readExpect(reader, matches)
  if (settings === FAILED) return FAILED
  const match = readMatch(settings.match, reader)
  if (match === FAILED || readSettings(reader, settings) === FAILED) return FAILED
  return createRule(settings, match)
}

function createRule(settings: ExpectSettings, match: HttpMatch): CheckRule {
  return {
    kind: 'expect',
    label: `expect ${settings.match}`,
    comment: settings.comment,
    timeoutStatus: settings.timeoutStatus,
    bind: (binder) => bindExpect(settings, match, binder),
  }
}

function bindExpect(settings: ExpectSettings, match: HttpMatch, binder: Binder): (run: CheckRun) => Verdict {
  const test = match.bind(binder)
  const reports = bindReports(settings, binder)
  return (run) => {
    const response = run.response.read(run.received, run.hasEnded)
    if (response === null) return run.hasEnded ? run.finish('L7RSP', null) : verdicts.wait
    if (response === 'invalid') return run.finish('L7RSP', null)
    if (run.script.disablesOn404 && response.status === 404) return run.finish('L7OKC', null, 404)
    if (match.needsBody && !response.isComplete && response.body.length < settings.minimumBytes) return verdicts.wait
    const isFound = test(response, run)
    if (match.needsBody && !isFound && !response.isComplete && settings.minimumBytes < 0) return verdicts.wait
    if (isFound !== settings.isNegated) {
      reports.succeed(run, response.status, null)
      return verdicts.proceed
    }
    return reports.fail(run, match.errorStatus, response.status, failureText(settings, match, response))
  }
}

function failureText(settings: ExpectSettings, match: HttpMatch, response: HttpResponse): string {
  const text = !match.needsBody
    ? response.reason
    : settings.isNegated
      ? 'HTTP check matched unwanted content'
      : response.body === ''
        ? 'HTTP content check could not find a response body'
        : 'HTTP content check did not match'
  return settings.comment === null ? text : `${text} comment: ${settings.comment}`
}

export const httpExpect = defineAction({
  name: 'expect',
  summary: 'Says which answers to an HTTP check are fine.',
  manual: '4.2',
  rulesets: ['http-check'],
  params: [custom('match', '[settings] [!] <match> <pattern>', readRule)],
  bind: bindRule,
})
