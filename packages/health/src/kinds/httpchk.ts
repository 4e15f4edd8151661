import { custom, defineCheck, defineDirective, FAILED, type Failed } from '@weir/keyword'
import { impliedExpect } from '../actions/http-check/expect.ts'
import type { CheckFactory } from '../check-factory.ts'
import { bindRules, type CheckRuleCall, ruleOf } from '../check-rule.ts'
import type { CheckRun } from '../check-run.ts'
import { type CheckStep, connectStep, createScript, createStep, encodeBytes, sendStep } from '../check-step.ts'
import { buildHostName, buildRequest, type CheckRequest, defaultRequest, mergeRequests } from '../http-request.ts'
import { backendCheckOptions } from '../options.ts'
import { serverStateText } from '../server-state-text.ts'

/** `connect`, the request, `expect`: what is not written is implied. */
const create: CheckFactory = ({ options, binder }) => {
  const { httpRules } = options
  const base = mergeRequests(defaultRequest, options.request)
  const state = options.sendsState ? (run: CheckRun) => serverStateText(run) : null
  const kinds = httpRules.map((call) => ruleOf(call)?.kind)
  const request = (): CheckStep => sendStep((run) => encodeBytes(buildBase(run)), { label: 'send' })
  const buildBase = buildRequest({ ...defaultRequest, method: null, uri: null }, binder, base, state)
  let steps: CheckStep[]
  if (httpRules.length === 0) steps = [connectStep(), request()]
  else {
    steps = bindRules(
      httpRules.map((call) => withBase(call, base, state)),
      'http-check',
      binder,
    )
    if (!kinds.includes('send'))
      steps.splice(kinds.lastIndexOf('connect') >= 0 ? lastConnect(steps) + 1 : 1, 0, request())
  }
  if (kinds.lastIndexOf('expect') < kinds.lastIndexOf('send') || !kinds.includes('expect')) {
    steps.push(createStep(impliedExpect.bind(binder), { label: 'expect', timeoutStatus: 'L7TOUT' }))
  }
  const first = httpRules.map(ruleOf).find((rule) => rule?.kind === 'send')?.request
  return {
    ...createScript(steps, { status: 'L7OK' }),
    disablesOn404: options.disablesOn404,
    speaksHttp: true,
    hostOf: buildHostName(first === undefined ? base : mergeRequests(base, first), binder),
  }
}

function lastConnect(steps: readonly CheckStep[]): number {
  return steps.findLastIndex((step) => step.label.startsWith('connect'))
}

/** An `http-check send` rule starts from what `option httpchk` says. */
function withBase(call: CheckRuleCall, base: CheckRequest, state: Parameters<typeof buildRequest>[3]): CheckRuleCall {
  const rule = ruleOf(call)
  if (rule?.kind !== 'send' || rule.request === undefined) return call
  const { request } = rule
  return {
    ...call,
    values: [
      {
        ...rule,
        bind(binder: Parameters<typeof rule.bind>[0]) {
          const build = buildRequest(request, binder, base, state)
          return (run: CheckRun) => run.send(encodeBytes(build(run)))
        },
      },
    ],
  }
}

export const httpchk = defineCheck({
  name: 'httpchk',
  summary: 'Sends an HTTP request and expects a good answer.',
  create,
})

const argumentsOf = custom(
  'method uri version host',
  '[ [<method>] <uri> [<version> [<host>]] ]',
  (reader): CheckRequest | Failed => {
    const first = reader.next()
    if (first === null) return { ...defaultRequest, method: null, uri: null }
    const second = reader.next()
    const version = reader.next()
    const host = reader.next()
    const extra = reader.next()
    if (extra !== null) return reader.fail(`'option httpchk' cannot handle unexpected argument '${extra.text}'.`)
    if (second === null) return { ...defaultRequest, method: null, uri: first.text }
    if (version !== null && /[\r\n]/.test(version.text)) {
      return reader.fail(
        "'option httpchk' : hiding headers or body at the end of the version string is unsupported.Use 'http-check send' directive instead..",
      )
    }
    const hostFormat = host === null ? null : reader.host.logFormat(reader, host)
    if (hostFormat === FAILED) return FAILED
    return { ...defaultRequest, method: first.text, uri: second.text, version: version?.text ?? null, host: hostFormat }
  },
)

export const optionHttpchk = defineDirective({
  name: 'option httpchk',
  summary: 'Checks servers with an HTTP request.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  phase: 'backend tcp-check rule',
  params: [argumentsOf],
  apply(record, [request], { span }) {
    record.kind = { keyword: httpchk, name: 'httpchk', values: [], span }
    record.request = request
  },
})
