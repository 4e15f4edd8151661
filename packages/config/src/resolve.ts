import type { Diagnostic, Span } from '@weir/base'
import { isAvailable, type ReferenceKind } from '@weir/keyword'
import { diagnostics } from './diagnostics.ts'
import type { Gathered } from './line-host.ts'
import { type ModelBuilder, type PendingReference, ProxySection, Section } from './model.ts'

import { Suggestions } from './suggestions.ts'

type Report = (diagnostic: Diagnostic) => void

/** Settles what lines could only name: ACLs of conditions, then references. Runs once, after the last line. */
export function resolve(model: ModelBuilder, gathered: Gathered, report: Report): void {
  const suggestions = new Suggestions()
  for (const { term, section } of gathered.terms) term.acls = section.acls.get(term.name) ?? []
  for (const { term, section } of gathered.unknown) {
    const later = section.acls.get(term.name)?.[0]
    if (later !== undefined) report(diagnostics.aclDeclaredLater(term.name, term.span, later.span))
    else
      report(
        diagnostics.unknownAcl(
          term.name,
          term.span,
          suggestions.nearest(term.name, () => section.acls.keys()),
        ),
      )
  }
  checkConditions(model, report)
  const inherited = new Set(model.proxies.map((proxy) => proxy.defaults))
  for (const pending of model.pending) {
    const { owner } = pending
    if (owner instanceof ProxySection && owner.kind === 'defaults' && !inherited.has(owner)) continue
    if (isOverridden(model, pending) || isWithoutServers(pending)) continue
    settle(model, pending, suggestions, report)
  }
}

/** A `default_backend` of `defaults` counts only for the proxies that have none of their own, and only the last one counts. */
function isOverridden(model: ModelBuilder, { owner, via, reference: { span } }: PendingReference): boolean {
  if (via !== 'default_backend') return false
  // Of several lines in one section the last counts.
  if (model.pending.some((other) => other.owner === owner && other.via === via && isAfter(other, span))) return true
  if (owner.kind !== 'defaults') return false
  const own = new Set(model.pending.filter((pending) => pending.via === via).map((pending) => pending.owner))
  return model.proxies.every((proxy) => proxy.defaults !== owner || !proxy.isFrontend || own.has(proxy))
}

/** What `default-server` names counts only where there are servers. */
function isWithoutServers({ owner, via }: PendingReference): boolean {
  return via === 'default-server' && owner.kind !== 'defaults' && owner.declared('server').size === 0
}

function isAfter({ reference }: PendingReference, span: Span): boolean {
  return reference.span.file === span.file && reference.span.line > span.line
}

/** An ACL whose data does not exist where it is used is worth a warning (as HAProxy gives it). */
function checkConditions(model: ModelBuilder, report: Report): void {
  for (const { condition, phases } of model.conditions) {
    for (const term of condition.alternatives.flat()) {
      for (const acl of term.acls) {
        const { fetch } = acl.expression
        if (phases.some((phase) => isAvailable(fetch.keyword.source, phase))) continue
        report(diagnostics.aclNeverMatches(acl.name, fetch.name, phases[0]!, term.span))
      }
    }
  }
}

function settle(model: ModelBuilder, pending: PendingReference, suggestions: Suggestions, report: Report): void {
  const { reference, owner, via } = pending
  const { kind, name, span } = reference
  if (name === '') {
    // Where there is no current proxy, a table has to be named.
    const isNamed = kind === 'server' || kind === 'userlist' || (kind === 'table' && owner.kind === 'global')
    if (kind === 'table') reference.target = firstOf(owner, 'table') ?? null
    else if (!isNamed) reference.target = owner
    if (isNamed) report(diagnostics.namelessReference(kind, via, span))
    else if (owner instanceof ProxySection) checkOwn(model, pending, owner, report)
    return
  }
  const target = find(model, pending)
  reference.target = target
  if (target !== null) return
  const proxyName = owner instanceof ProxySection ? owner.name : ''
  if (kind === 'table' && model.proxy(name) !== null) {
    report(diagnostics.proxyWithoutTable(proxyName, name, via, span))
    return
  }
  report(
    diagnostics.unknownReference(
      proxyName,
      kind,
      name,
      via,
      span,
      suggestions.nearest(name, () => candidates(model, owner, kind)),
    ),
  )
}

/** An empty name means the current proxy, which must be able to be what is asked of it. */
function checkOwn(
  model: ModelBuilder,
  { reference, via }: PendingReference,
  owner: ProxySection,
  report: Report,
): void {
  const { kind, span } = reference
  // A `defaults` section is what those are that take after it.
  const users = owner.kind === 'defaults' ? model.proxies.filter((proxy) => proxy.defaults === owner) : [owner]
  if (kind === 'table' && reference.target === null)
    report(diagnostics.proxyWithoutTable(owner.name, owner.name, via, span))
  else if (
    (kind === 'backend' && !users.some((proxy) => proxy.isBackend)) ||
    (kind === 'frontend' && !users.some((proxy) => proxy.isFrontend))
  )
    report(diagnostics.selfReference(owner.name, kind, via, span))
}

function firstOf(owner: Section, kind: ReferenceKind): object | undefined {
  return owner.declared(kind).values().next().value
}

function find(model: ModelBuilder, { owner, via, reference: { kind, name } }: PendingReference): object | null {
  switch (kind) {
    case 'acl':
      return owner.acls.get(name) ?? null
    case 'filter':
      return owner.declared('filter').get(name) ?? null
    case 'server':
      // The backend of a rule uses its own servers, named without it.
      return owner.declared('server').get(name) ?? (via === 'use-server' ? null : model.find('server', name))
    case 'resolvers':
      return model.find(kind, name) ?? implicitResolvers(model, name, owner)
    default:
      return model.find(kind, name)
  }
}

/** A section `resolvers default` exists without being written (manual 5.3.2). */
function implicitResolvers(model: ModelBuilder, name: string, owner: Section): Section | null {
  if (name !== 'default') return null
  const section = new Section('resolvers', name, owner.span)
  model.addSection(section)
  return section
}

/** Names that could have been meant. */
function candidates(model: ModelBuilder, owner: Section, kind: ReferenceKind): string[] {
  switch (kind) {
    case 'acl':
      return [...owner.acls.keys()]
    case 'filter':
      return [...owner.declared('filter').keys()]
    case 'server':
      return [...owner.declared('server').keys()]
    case 'backend':
      return model.proxies.filter((proxy) => proxy.isBackend).map((proxy) => proxy.name)
    case 'frontend':
      return model.proxies.filter((proxy) => proxy.isFrontend).map((proxy) => proxy.name)
    case 'proxy':
      return model.proxies.map((proxy) => proxy.name)
    case 'table':
      return model.proxies.filter((proxy) => proxy.declared('table').size > 0).map((proxy) => proxy.name)
    default:
      return model.sections.filter((section) => section.kind === kind).map((section) => section.name)
  }
}
