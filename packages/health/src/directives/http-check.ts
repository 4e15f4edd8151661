import {
  type ArgumentReader,
  custom,
  type DirectiveSite,
  defineDirective,
  FAILED,
  type Failed,
  type Parameter,
} from '@weir/keyword'
import type { CheckRuleCall } from '../check-rule.ts'
import { type BackendCheckOptions, backendCheckOptions } from '../options.ts'

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

export const httpCheckRules = defineDirective({
  name: 'http-check',
  summary: 'Adds a rule to the HTTP check of the servers.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  phase: 'backend tcp-check rule',
  params: [custom('rule', '<rule> [arguments]*', (reader) => readRule('http-check', reader))],
  apply(record, [call], site) {
    own(record, site).httpRules.push(call)
  },
})

export const tcpCheckRules = defineDirective({
  name: 'tcp-check',
  summary: 'Adds a rule to the TCP check of the servers.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  phase: 'backend tcp-check rule',
  params: [custom('rule', '<rule> [arguments]*', (reader) => readRule('tcp-check', reader))],
  apply(record, [call], site) {
    own(record, site).tcpRules.push(call)
  },
})

export const httpCheckDisableOn404 = defineDirective({
  name: 'http-check disable-on-404',
  summary: 'Takes a server that answers 404 out of balancing without marking it down.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
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
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  params: [],
  apply(record) {
    record.sendsState = true
  },
})
