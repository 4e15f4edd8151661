import type { Span } from '@weir/base'
import { definePass } from '@weir/keyword'
import { backendCheckOptions } from '../options.ts'

/** Rules of a section `healthcheck` must be of the family of its type (3.4). */
export const healthcheckRules = definePass({
  name: 'healthcheck-rules',
  summary: 'Refuses check rules that a section healthcheck of another type cannot run, and warns about a missing type.',
  run({ model, report }) {
    for (const section of model.sections) {
      if (section.kind !== 'healthcheck') continue
      const { kind, httpRules, tcpRules } = section.options.get(backendCheckOptions)
      const check = (ruleset: string, needed: string, span: Span | undefined): void => {
        if (span === undefined || kind?.name === needed) return
        if (kind === null)
          report({
            code: 'health/no-check-type',
            severity: 'warning',
            message: `healthcheck '${section.name}' has '${ruleset}' rules, but no 'type': they are ignored`,
            span,
          })
        else
          report({
            code: 'health/rules-of-other-type',
            severity: 'alert',
            message: `unable to configure '${ruleset}' rule for '${kind.name === 'httpchk' ? 'HTTP' : 'TCP'}' healthcheck '${section.name}'`,
            hint: `they belong to 'type ${needed}'`,
            span,
          })
      }
      check('http-check', 'httpchk', httpRules[0]?.span)
      check('tcp-check', 'tcp-check', tcpRules[0]?.span)
    }
  },
})
