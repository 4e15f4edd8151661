import type { Diagnostic } from '@weir/base'
import type { ConditionNode, ExpressionNode, LogFormatNode, Model, ProxyModel, SectionModel } from '@weir/keyword'

/** A model as text, for comparison with what is kept beside a configuration. */
export function dumpModel(model: Model): string {
  const lines: string[] = []
  for (const section of [model.global, ...model.defaults, ...model.proxies, ...model.sections]) {
    lines.push(`${section.kind} ${section.name}`.trimEnd())
    if ('isFrontend' in section) lines.push(...dumpProxy(section as ProxyModel))
    lines.push(...dumpSection(section))
  }
  return `${lines.join('\n')}\n`
}

function dumpProxy(proxy: ProxyModel): string[] {
  const { id, mode, isFrontend, isBackend, isDisabled, description, guid, defaults } = proxy
  const facts = {
    id,
    mode,
    isFrontend,
    isBackend,
    isDisabled,
    description,
    guid,
    defaults: defaults?.span.line ?? null,
  }
  return [`  ${JSON.stringify(facts)}`]
}

function dumpSection(section: SectionModel): string[] {
  const lines: string[] = []
  for (const [key, record] of section.options.entries()) {
    const values = JSON.stringify(record, (_, value) => (value instanceof Map ? [...value] : value))
    lines.push(`  options ${key.name} ${values}`)
  }
  for (const kind of ['server', 'table'] as const) {
    for (const [name, object] of section.declared(kind)) lines.push(`  ${kind} ${name} ${JSON.stringify(object)}`)
  }
  for (const [name, acls] of section.acls) {
    for (const acl of acls) {
      const { match, ignoreCase, noResolve, id } = acl
      const flags = JSON.stringify({ match, ignoreCase, noResolve, id })
      const patterns = acl.patterns.map((pattern) => pattern.text)
      const files = acl.files.map((file) => `${file.text}${file.ignoreCase ? ' -i' : ''}`)
      lines.push(`  acl ${name} ${dumpExpression(acl.expression)} ${flags} ${JSON.stringify({ patterns, files })}`)
    }
  }
  for (const [ruleset, rules] of section.rules) {
    for (const rule of rules) {
      const values = rule.action.values.map(dumpValue).join(' ')
      lines.push(`  ${ruleset}: ${rule.action.name} ${values} ${dumpCondition(rule.condition)}`.trimEnd())
    }
  }
  return lines
}

function dumpValue(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'fetch' in value) return dumpExpression(value as ExpressionNode)
  if (typeof value === 'object' && value !== null && 'items' in value) return dumpFormat(value as LogFormatNode)
  return JSON.stringify(value, (key, inner) => (key === 'span' ? undefined : inner)) ?? 'undefined'
}

function dumpExpression(node: ExpressionNode): string {
  const calls = [node.fetch, ...node.converters]
  return `[${calls.map((call) => `${call.keyword.name}(${call.values.map(dumpValue).join(',')})`).join(' ')} -> ${node.type}]`
}

function dumpFormat(node: LogFormatNode): string {
  const items = node.items.map((item) => {
    if (item.kind === 'text') return JSON.stringify(item.text)
    const { flags, itemName, itemType } = item
    const what = item.kind === 'alias' ? `%${item.alias.name}` : dumpExpression(item.expression)
    const set = [
      flags.quote && 'Q',
      flags.hexadecimal && 'X',
      flags.escape && 'E',
      flags.mandatory && 'M',
      flags.binary && 'bin',
      flags.encoding !== 'text' && flags.encoding,
      itemName !== null && `name=${itemName}`,
      itemType !== null && `type=${itemType}`,
    ].filter((flag) => flag !== false)
    return set.length === 0 ? what : `${what}{${set.join(',')}}`
  })
  return `<${items.join(' ')}>`
}

function dumpCondition(condition: ConditionNode | null): string {
  if (condition === null) return ''
  const alternatives = condition.alternatives.map((terms) =>
    terms
      .map((term) => {
        const acls = term.acls.map(
          (acl) =>
            `${dumpExpression(acl.expression)}-${acl.match}:${acl.patterns.map((pattern) => pattern.text).join('|')}`,
        )
        return `${term.negated ? '!' : ''}${term.name}(${acls.join(' or ')})`
      })
      .join(' and '),
  )
  return `${condition.polarity} ${alternatives.join(' || ')}`
}

/** Diagnostics as text, one a line, with the hint and the related places under it. */
export function dumpDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const lines: string[] = []
  for (const { severity, stage, code, message, span, hint, related } of diagnostics) {
    const place = span === null ? '-' : `${span.line}:${span.column}+${span.length}`
    lines.push(`${place} ${severity} ${stage} ${code}: ${message}`)
    if (hint !== undefined) lines.push(`    hint: ${hint}`)
    for (const other of related ?? []) lines.push(`    ${other.span.line}:${other.span.column}: ${other.message}`)
  }
  return `${lines.join('\n')}\n`
}
