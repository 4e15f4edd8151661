import { definePass, type ExpressionNode, isAvailable } from '@weir/keyword'
import { proxyOptions } from './options.ts'

/** Actions of `tcp-request content` whose sample counts, with what HAProxy calls their rules. */
const rules: Readonly<Record<string, string>> = {
  capture: 'tcp-request capture',
  'track-sc': 'tcp-request content track-sc*',
}

/** Before a byte was looked at. */
const session = 'frontend tcp-request session rule'

/** A rule that keeps something of the first bytes finds them by chance unless it may wait for them. */
export const undelayedContents = definePass({
  name: 'undelayed-contents',
  summary: "Warns about rules that keep or track first bytes without 'tcp-request inspect-delay'.",
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isFrontend || proxy.isDisabled || proxy.options.get(proxyOptions).inspectDelayMs !== null) continue
      for (const { action, span } of proxy.rules.get('tcp-request content') ?? []) {
        const name = rules[action.keyword.name]
        const sample = action.values.find(isExpression)
        if (name === undefined || sample === undefined) continue
        if (isAvailable(sample.fetch.keyword.source, session)) continue
        report({
          code: 'l4/undelayed-contents',
          severity: 'warning',
          message: `${proxy.kind === 'listen' ? 'proxy' : proxy.kind} '${proxy.name}' : a '${name}' rule explicitly depending on request contents without any 'tcp-request inspect-delay' setting. This means that this rule will randomly find its contents. This can be fixed by setting the tcp-request inspect-delay.`,
          span,
        })
      }
    }
  },
})

/** What is tracked by what the session knows already is tracked too late for requests that are none. */
export const lateTracking = definePass({
  name: 'late-tracking',
  summary: "Warns about 'tcp-request content' rules of HTTP frontends that track what sessions know.",
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isFrontend || proxy.isDisabled || proxy.mode !== 'http') continue
      for (const { action, condition, span } of proxy.rules.get('tcp-request content') ?? []) {
        const sample = action.values.find(isExpression)
        if (action.keyword.name !== 'track-sc' || sample === undefined) continue
        const tested =
          condition?.alternatives.flat().flatMap(({ acls }) => acls.map(({ expression }) => expression)) ?? []
        if (![sample, ...tested].every(({ fetch }) => isAvailable(fetch.keyword.source, session))) continue
        report({
          code: 'l4/late-tracking',
          severity: 'warning',
          message: `${proxy.kind === 'listen' ? 'proxy' : proxy.kind} '${proxy.name}' : a 'tcp-request content track-sc*' rule not depending on request contents for an HTTP frontend should be executed at the session level, using a 'tcp-request session' rule (mandatory to track invalid HTTP requests).`,
          span,
        })
      }
    }
  },
})

function isExpression(value: unknown): value is ExpressionNode {
  return typeof value === 'object' && value !== null && 'fetch' in value
}
