import { definePass } from '@weir/keyword'
import { emailAlertOptions } from '../options.ts'

const names = ['from', 'level', 'mailers', 'myhostname', 'to'] as const
const needed = ['from', 'mailers', 'to'] as const

const listed = (list: readonly string[], word: string): string => {
  const quoted = list.map((name) => `'email-alert ${name}'`)
  return `${quoted.slice(0, -1).join(', ')} ${word} ${quoted.at(-1)}`
}

/** Mails need a sender, a receiver, and mailers that exist; mailers need somebody who sends. */
export const emailAlerts = definePass({
  name: 'email-alerts',
  summary: 'Refuses unknown mailers, and warns about mails that lack an address and mailers that nobody uses.',
  run({ model, report }) {
    const used = new Set<string>()
    for (const proxy of model.proxies) {
      if (proxy.isDisabled) continue
      const options = proxy.options.get(emailAlertOptions)
      if (names.every((name) => options[name] === null)) continue
      const { mailers } = options
      if (mailers === null || needed.some((name) => options[name] === null)) {
        const kind = proxy.kind === 'listen' ? 'proxy' : proxy.kind
        report({
          code: 'health/incomplete-email-alert',
          severity: 'warning',
          message: `'email-alert' will be ignored for ${kind} '${proxy.name}' (any of ${listed(names, 'or')} requires all of ${listed(needed, 'and')}).`,
          span: proxy.span,
        })
        continue
      }
      used.add(mailers.name)
      if (model.sections.some(({ kind, name }) => kind === 'mailers' && name === mailers.name)) continue
      report({
        code: 'health/unknown-mailers',
        severity: 'alert',
        message: `Proxy '${proxy.name}': unable to find mailers '${mailers.name}'.`,
        span: mailers.span,
      })
    }
    for (const { kind, name, span } of model.sections) {
      if (kind !== 'mailers' || used.has(name)) continue
      report({
        code: 'health/unused-mailers',
        severity: 'warning',
        message: `Removing incomplete section 'mailers ${name}'.`,
        hint: "no proxy sends through it with 'email-alert'",
        span,
      })
    }
  },
})
