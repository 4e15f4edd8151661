import { definePass } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'

/** Rulesets that only exist in HTTP mode (manual 4.2). */
const httpRulesets = ['http-request', 'http-response', 'http-after-response']

export const httpRulesInTcp = definePass({
  name: 'http-rules-in-tcp',
  summary: 'Warns about HTTP rules of a proxy that is not in HTTP mode.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (proxy.mode === 'http' || proxy.isDisabled) continue
      for (const ruleset of httpRulesets) {
        // Those of `defaults` are left out in silence.
        const inherited = new Set(proxy.defaults?.rules.get(ruleset))
        const first = proxy.rules.get(ruleset)?.find((rule) => !inherited.has(rule))
        if (first !== undefined) report(diagnostics.rulesNeedHttp(ruleset, proxy.kind, proxy.name, first.span))
      }
    }
  },
})
