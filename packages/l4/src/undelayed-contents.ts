import { definePass, type ExpressionNode, isAvailable } from '@weir/keyword'
import { proxyOptions } from './options.ts'

/** Actions of `tcp-request content` whose sample counts, with what HAProxy calls their rules. */
const rules: Readonly<Record<string, string>> = {
  capture: 'tcp-request capture',
  'track-sc': 'tcp-request content track-sc*',
}

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
        if (isAvailable(sample.fetch.keyword.source, 'frontend tcp-request session rule')) continue
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

function isExpression(value: unknown): value is ExpressionNode {
  return typeof value === 'object' && value !== null && 'fetch' in value
}
