import type { Span } from '@weir/base'
import { definePass, type PassSite, type ProxyModel, type Reference, type RuleNode } from '@weir/keyword'
import { httpErrorsOptions, httpOptions } from '../options.ts'
import type { ReplyNode } from '../reply-template.ts'

export const undeclaredStatuses = definePass({
  name: 'undeclared-statuses',
  summary: 'Warns about statuses that lines expect of an http-errors section which has no page for them.',
  run({ model, report }) {
    const parents = new Set(model.proxies.map((proxy) => proxy.defaults))
    const used = model.defaults.filter((defaults) => parents.has(defaults))
    for (const proxy of [...used, ...model.proxies]) {
      if (proxy.isDisabled) continue
      for (const { section, status, span } of usesOf(proxy)) {
        const at = `(at ${span.file}:${span.line})`
        warn(report, section, status, span, (name) => {
          return `proxy '${proxy.name}' : status '${status}' not declared in http-errors section '${name}' ${at}.`
        })
      }
      for (const rule of ownRules(proxy)) {
        const reply = replyOf(rule)
        if (reply?.body.kind !== 'errorfiles') continue
        const status = reply.status ?? usualStatus(rule)
        warn(report, reply.body.section, status, rule.span, (name) => {
          return `Proxy '${proxy.name}': status '${status}' referenced by an http reply not declared in http-errors section '${name}'.`
        })
      }
    }
  },
})

/** Lines of `defaults` count for each proxy that takes after it. */
function usesOf(proxy: ProxyModel) {
  return proxy.kind === 'defaults' ? [] : proxy.options.get(httpOptions).errorSetUses
}

/** The rules of a section, without those that it has from its `defaults`. */
function ownRules(proxy: ProxyModel): RuleNode[] {
  const inherited = new Set([...(proxy.defaults?.rules.values() ?? [])].flat())
  return [...proxy.rules.values()].flat().filter((rule) => !inherited.has(rule))
}

function replyOf({ action }: RuleNode): ReplyNode | null {
  const [value] = action.values
  return typeof value === 'object' && value !== null && 'body' in value ? (value as ReplyNode) : null
}

function usualStatus({ action, ruleset }: RuleNode): number {
  if (action.keyword.name === 'return') return 200
  if (action.keyword.name === 'tarpit') return 500
  return ruleset === 'http-response' ? 502 : 403
}

function warn(
  report: PassSite['report'],
  section: Reference,
  status: number,
  span: Span,
  say: (sectionName: string) => string,
): void {
  const target = section.target as ProxyModel | null
  if (target === null || target.options.get(httpErrorsOptions).errors.has(status)) return
  report({ code: 'l7/undeclared-status', severity: 'warning', message: say(section.name), span })
}
