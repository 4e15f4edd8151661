import { definePass, type FilterNode, type PassSite, type ProxyModel } from '@weir/keyword'
import type { TableDefinition } from '@weir/stick-table'
import type { BandwidthRule } from './actions/set-bandwidth-limit.ts'
import { filterOptions } from './filter.ts'
import type { BandwidthLine } from './filters/bwlim.ts'

/** Bandwidth limits: rules find their filters, and filters tables that count bytes. */
export const bandwidthRules = definePass({
  name: 'bandwidth-rules',
  summary: "Finds the filter of each 'set-bandwidth-limit' and checks the tables that limits are shared by.",
  run(site) {
    for (const section of site.model.defaults) {
      for (const [ruleset, rules] of section.rules) {
        for (const { action, span } of rules) {
          if (action.keyword.name === 'set-bandwidth-limit')
            complain(site, section, ruleset, span, "it is not allowed in a 'defaults' section, which has no filters.")
        }
      }
    }
    for (const proxy of site.model.proxies) {
      const filters = proxy.options.get(filterOptions).filters.filter(({ call }) => call.name.startsWith('bwlim-'))
      for (const node of filters) {
        checkTable(site, node)
        // Of one keyword, the line itself is refused.
        const isTaken = filters.find(({ id }) => id === node.id)!.call.name !== node.call.name
        if (isTaken) {
          site.report({
            code: 'l4/bandwidth-limit',
            severity: 'alert',
            stage: 'parsing',
            message: `'filter' : 'bwlim filter '${node.id}' already declared for proxy '${proxy.name}''`,
            span: node.span,
          })
        }
      }
      for (const [ruleset, rules] of proxy.rules) {
        for (const { action, span } of rules) {
          if (action.keyword.name !== 'set-bandwidth-limit') continue
          const message = settle(action.values[0] as BandwidthRule, filters)
          if (message === null) continue
          complain(site, proxy, ruleset, span, message)
        }
      }
    }
  },
})

function complain(
  { report }: PassSite,
  { kind, name }: ProxyModel,
  ruleset: string,
  span: FilterNode['span'],
  message: string,
): void {
  report({
    code: 'l4/bandwidth-limit',
    severity: 'alert',
    stage: 'parsing',
    message: `error detected in ${kind} '${name}' while parsing '${ruleset} set-bandwidth-limit' rule : ${message}`,
    span,
  })
}

/** What is wrong with a rule, or null. */
function settle(rule: BandwidthRule, filters: readonly FilterNode[]): string | null {
  const node = filters.find(({ id }) => id === rule.filter.name)
  if (node === undefined)
    return `unable to find bwlim filter '${rule.filter.name}' referenced by set-bandwidth-limit rule.`
  rule.filter.target = node
  if (lineOf(node).limit.kind === 'stream') return null
  if (rule.limit !== null) return 'set-bandwidth-limit rule cannot define a limit for a shared bwlim filter.'
  if (rule.period !== null) return 'set-bandwidth-limit rule cannot define a period for a shared bwlim filter.'
  return null
}

function checkTable({ report }: PassSite, node: FilterNode): void {
  const { limit, id } = lineOf(node)
  if (limit.kind === 'stream' || limit.table.target === null) return
  const table = limit.table.target as TableDefinition
  const wanted = node.call.name === 'bwlim-in' ? 'bytes_in_rate' : 'bytes_out_rate'
  if (table.stored.some(({ type }) => type.name === wanted)) return
  report({
    code: 'l4/bandwidth-table',
    severity: 'alert',
    stage: 'parsing',
    message: `stick-table '${table.name}' uses a data type incompatible with bwlim filter '${id}'. It must be '${wanted}'`,
    span: node.span,
  })
}

function lineOf(node: FilterNode): BandwidthLine {
  return node.call.values[0] as BandwidthLine
}
