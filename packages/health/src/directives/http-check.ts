import {
  type ArgumentReader,
  custom,
  type DirectiveSite,
  defineDirective,
  FAILED,
  type Failed,
  type Parameter,
} from '@weir/keyword'
import { type CheckRule, type CheckRuleCall, ruleOf } from '../check-rule.ts'
import { type BackendCheckOptions, backendCheckOptions } from '../options.ts'

const sections = ['defaults', 'backend', 'listen', 'healthcheck'] as const

/** The same, or null for one at fault, which has been reported: rules start afresh behind it. */
function readRuleOrNull(ruleset: 'http-check' | 'tcp-check', reader: ArgumentReader): CheckRuleCall | null {
  const call = readRule(ruleset, reader)
  if (call !== FAILED) return call
  while (reader.next() !== null);
  return null
}

/** One rule: an action of the ruleset with its values. */
function readRule(ruleset: 'http-check' | 'tcp-check', reader: ArgumentReader): CheckRuleCall | Failed {
  const word = reader.next()
  const { vocabulary } = reader.host
  const known = vocabulary.actions(ruleset).map((action) => action.name)
  const found = word === null ? null : vocabulary.action(ruleset, word.text)
  if (word === null || found === null) {
    return reader.fail(`'${ruleset}' expects one of '${known.join("', '")}', but got '${word?.text ?? ''}'`, {
      code: 'config/unknown-action',
    })
  }
  const { keyword, suffix } = found
  const inner = within(reader, word, suffix)
  const values: unknown[] = []
  for (const parameter of keyword.params as readonly Parameter<unknown>[]) {
    const value = parameter.parse(inner)
    if (value === FAILED) return FAILED
    values.push(value)
  }
  const name = word.text.slice(0, word.text.length - suffix.length)
  return { keyword, name, values, span: word.span }
}

function within(reader: ArgumentReader, keyword: ArgumentReader['keyword'], suffix: string): ArgumentReader {
  return {
    style: 'line',
    keyword,
    suffix,
    host: reader.host,
    peek: (ahead) => reader.peek(ahead),
    next: () => reader.next(),
    fail: (message, complaint) => reader.fail(message, complaint),
    warn: (message, complaint) => reader.warn(message, complaint),
  }
}

/** The first rule of a section puts aside what it took from its defaults. */
function own(record: BackendCheckOptions, site: DirectiveSite): BackendCheckOptions {
  if (record.rulesOwner !== site.section) {
    record.rulesOwner = site.section
    record.tcpRules = []
    record.httpRules = []
  }
  return record
}

/** True for a rule that talks to the server. */
function isStep(call: CheckRuleCall): boolean {
  const rule = ruleOf(call)
  return rule !== null && rule.kind !== 'comment'
}

const kindOf = (call: CheckRuleCall | undefined): CheckRule['kind'] | undefined =>
  call === undefined ? undefined : ruleOf(call)?.kind

/** With a `connect` among the rules, the first one must be such (manual 4.2, `tcp-check connect`). */
function findMisplacedConnect(earlier: readonly CheckRuleCall[], call: CheckRuleCall): string | null {
  if (kindOf(call) !== 'connect') return null
  const first = kindOf(earlier.find(isStep))
  if (first === undefined || first === 'connect') return null
  return "a 'connect' may only follow other rules when the first one is a 'connect' as well"
}

/** An HTTP check goes in rounds: connect, send, and any number of expectations. Only the first `connect` goes without saying. */
function findMissingStep(earlier: readonly CheckRuleCall[], call: CheckRuleCall): string | null {
  const previous = kindOf(earlier.findLast(isStep))
  const step = kindOf(call)
  if (previous === undefined) return null
  const missing =
    step === 'connect' && previous !== 'expect'
      ? 'expect'
      : step === 'send' && previous !== 'connect'
        ? 'connect'
        : step === 'expect' && previous === 'connect'
          ? 'send'
          : null
  return missing === null ? null : `cannot be the rule number ${earlier.length + 1}: '${missing}' is missing before it`
}

export const httpCheckRules = defineDirective({
  name: 'http-check',
  summary: 'Adds a rule to the HTTP check of the servers.',
  manual: '4.2',
  sections,
  options: backendCheckOptions,
  phase: 'backend tcp-check rule',
  params: [custom('rule', '<rule> [arguments]*', (reader) => readRuleOrNull('http-check', reader))],
  apply(record, [call], site) {
    const { httpRules, kind } = own(record, site)
    const problem =
      call === null
        ? null
        : (findMisplacedConnect(httpRules, call) ??
          (kind?.name === 'httpchk' ? findMissingStep(httpRules, call) : null))
    if (call !== null && problem === null) httpRules.push(call)
    // As in HAProxy: what follows starts afresh, so that one mistake is blamed once.
    else record.httpRules = []
    if (problem !== null) site.complain(`'http-check ${call?.keyword.name}' : ${problem}`)
  },
})

export const tcpCheckRules = defineDirective({
  name: 'tcp-check',
  summary: 'Adds a rule to the TCP check of the servers.',
  manual: '4.2',
  sections,
  options: backendCheckOptions,
  phase: 'backend tcp-check rule',
  params: [custom('rule', '<rule> [arguments]*', (reader) => readRuleOrNull('tcp-check', reader))],
  apply(record, [call], site) {
    const { tcpRules } = own(record, site)
    const problem = call === null ? null : findMisplacedConnect(tcpRules, call)
    if (call !== null && problem === null) tcpRules.push(call)
    else record.tcpRules = []
    if (problem !== null) site.complain(`'tcp-check ${call?.keyword.name}' : ${problem}`)
  },
})

export const httpCheckDisableOn404 = defineDirective({
  name: 'http-check disable-on-404',
  summary: 'Takes a server that answers 404 out of balancing without marking it down.',
  manual: '4.2',
  sections,
  options: backendCheckOptions,
  params: [],
  apply(record) {
    record.disablesOn404 = true
  },
})

export const httpCheckSendState = defineDirective({
  name: 'http-check send-state',
  summary: 'Tells servers in a header of the check how the balancer sees them.',
  manual: '4.2',
  sections,
  options: backendCheckOptions,
  params: [],
  apply(record) {
    record.sendsState = true
  },
})
