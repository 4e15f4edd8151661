import type { OptionsStore } from '@weir/keyword'
import { ruleOf } from './check-rule.ts'
import { backendCheckOptions, checkOptionsOf, type ServerCheckOptions } from './options.ts'

/** Whether a rule of a server's check speaks TLS, whatever the server's line says. */
export function checksNeedTls(options: ServerCheckOptions, backend: OptionsStore): boolean {
  if (!options.isChecked) return false
  const { kind, tcpRules, httpRules } = checkOptionsOf(options, backend.get(backendCheckOptions))
  const rules = kind?.name === 'tcp-check' ? tcpRules : kind?.name === 'httpchk' ? httpRules : []
  return rules.some((call) => ruleOf(call)?.speaksTls === true)
}
