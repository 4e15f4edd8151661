import type { Span } from '@weir/base'
import { definePass } from '@weir/keyword'
import { backendCheckOptions } from '../options.ts'

/** Check rules without the option that runs them. */
export const unusedCheckRules = definePass({
  name: 'unused-check-rules',
  summary: 'Warns about check rules that no option uses.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      // Lines of a frontend have been called ignored, and are called so once more.
      const options = proxy.isBackend ? proxy.options : proxy.ignored
      if (options === undefined || proxy.isDisabled) continue
      const { kind, tcpRules, httpRules, rulesOwner } = options.get(backendCheckOptions)
      // Rules of 'defaults' serve those proxies that have the option, and harm no other.
      if (rulesOwner?.kind === 'defaults') continue
      const warn = (rules: string, option: string): void =>
        report({
          code: 'health/unused-check-rules',
          severity: 'warning',
          message: `${proxy.kind === 'listen' ? 'proxy' : proxy.kind} '${proxy.name}' uses ${rules} rules without '${option}', so the rules are ignored.`,
          span: proxy.span,
        })
      // Another option puts the rules above it aside without a word.
      const chosen = kind === null ? null : proxy.lineOf(`option ${kind.name}`)
      const isPutAside = (rules: readonly { readonly span: Span }[]): boolean => {
        const last = rules.at(-1)!.span
        return chosen !== null && chosen.file === last.file && chosen.line > last.line
      }
      // An option whose line was refused is not missing.
      const lacks = (option: string, name: string): boolean =>
        kind === null ? proxy.lineOf(option) === null : kind.name !== name
      if (httpRules.length > 0 && lacks('option httpchk', 'httpchk') && !isPutAside(httpRules))
        warn('http-check', 'option httpchk')
      if (tcpRules.length > 0 && lacks('option tcp-check', 'tcp-check') && !isPutAside(tcpRules))
        warn('tcp-check', 'option tcp-check')
    }
  },
})
