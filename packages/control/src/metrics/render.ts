import type { ProcessView } from '../process-view.ts'
import { type StatField, statFields } from '../stats/fields.ts'
import { infoFields } from '../stats/info.ts'
import { everyRow, rowName, type StatRow, selectRows } from '../stats/row.ts'
import { serverStatus } from '../stats/status.ts'
import { formatMetrics, type MetricFamily, type MetricSample, numeric } from './metric.ts'
import { processMetricNames, statMetricNames } from './names.ts'

const kinds = ['frontend', 'listener', 'backend', 'server'] as const
type Kind = (typeof kinds)[number]

const scopeNames = ['global', ...kinds, 'sticktable'] as const

/** What the query of `/metrics?…` asks for. */
interface MetricSelection {
  readonly scopes: ReadonlySet<string>
  readonly skipsMaintenance: boolean
  /** Names to keep, and names to leave out. */
  readonly wanted: ReadonlySet<string>
  readonly unwanted: ReadonlySet<string>
}

/** The answer of the exporter, or why the query makes no sense. */
export function renderMetrics(
  view: ProcessView,
  query: string,
): { readonly text: string } | { readonly error: string } {
  const selection = readQuery(query)
  if ('error' in selection) return selection
  const families: MetricFamily[] = []
  if (selection.scopes.has('global')) families.push(...processFamilies(view))
  for (const kind of kinds) if (selection.scopes.has(kind)) families.push(...statFamilies(view, kind, selection))
  if (selection.scopes.has('sticktable')) families.push(...tableFamilies(view))
  const { wanted, unwanted } = selection
  return {
    text: formatMetrics(families.filter(({ name }) => !unwanted.has(name) && (wanted.size === 0 || wanted.has(name)))),
  }
}

function readQuery(query: string): MetricSelection | { readonly error: string } {
  const scopes = new Set<string>()
  const [wanted, unwanted] = [new Set<string>(), new Set<string>()]
  let skipsMaintenance = false
  let hasScope = false
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === 'scope') {
      hasScope = true
      if (value === '*') for (const scope of scopeNames) scopes.add(scope)
      else if ((scopeNames as readonly string[]).includes(value)) scopes.add(value)
      else if (value !== '') return { error: `unknown scope '${value}'` }
    } else if (name === 'metrics') {
      for (const word of value.split(',')) {
        if (word.startsWith('-')) unwanted.add(word.slice(1))
        else if (word !== '') wanted.add(word)
      }
    } else if (name === 'no-maint') skipsMaintenance = true
    else if (name !== 'extra-counters' && name !== 'desc-labels') return { error: `unknown parameter '${name}'` }
  }
  if (!hasScope) for (const scope of scopeNames) scopes.add(scope)
  return { scopes, skipsMaintenance, wanted, unwanted }
}

function processFamilies(view: ProcessView): MetricFamily[] {
  const byName = new Map(infoFields.map((field) => [field.name, field]))
  const build: MetricFamily = {
    name: 'haproxy_process_build_info',
    type: 'gauge',
    help: 'Build info.',
    samples: [{ labels: { version: view.version }, value: 1 }],
  }
  const families = processMetricNames.map(({ field: fieldName, name }): MetricFamily => {
    const field = byName.get(fieldName)!
    const value = numeric(field.read(view))
    return {
      name: `haproxy_process_${name}`,
      type: name.endsWith('_total') ? 'counter' : 'gauge',
      help: `${field.description}.`,
      samples: value === null ? [] : [{ labels: {}, value }],
    }
  })
  return [...families, build]
}

function statFamilies(view: ProcessView, kind: Kind, { skipsMaintenance }: MetricSelection): MetricFamily[] {
  const rows = [...selectRows(view, { ...everyRow, skipsMaintenance })].filter((row) => row.kind === kind)
  const byName = new Map<string, StatField>(statFields.map((field) => [field.name, field]))
  const families = new Map<string, { help: string; samples: MetricSample[] }>()
  for (const { field: fieldName, name, scale = 1, labels = {} } of statMetricNames) {
    const field = byName.get(fieldName)!
    const fullName = `haproxy_${kind}_${name}`
    const family = families.get(fullName) ?? { help: `${field.description}.`, samples: [] }
    families.set(fullName, family)
    for (const row of rows) {
      const value = numeric(field.read(row))
      if (value !== null) family.samples.push({ labels: { ...labelsOf(row), ...labels }, value: value * scale })
    }
  }
  const counted = [...families].map(
    ([name, { help, samples }]): MetricFamily => ({
      name,
      type: name.endsWith('_total') ? 'counter' : 'gauge',
      help,
      samples,
    }),
  )
  return [statusFamily(kind, rows), ...counted]
}

function labelsOf(row: StatRow): Readonly<Record<string, string>> {
  const proxy = row.proxy.name
  if (row.kind === 'server') return { proxy, server: rowName(row) }
  return row.kind === 'listener' ? { proxy, listener: rowName(row) } : { proxy }
}

const states: Readonly<Record<Kind, readonly string[]>> = {
  frontend: ['DOWN', 'UP'],
  backend: ['DOWN', 'UP'],
  listener: ['WAITING', 'OPEN', 'FULL'],
  server: ['DOWN', 'UP', 'MAINT', 'DRAIN', 'NOLB'],
}

/** One sample per state that the object can be in: 1 for the present one. */
function statusFamily(kind: Kind, rows: readonly StatRow[]): MetricFamily {
  const samples = rows.flatMap((row) => {
    const present = stateOf(row)
    return states[kind].map((state) => ({ labels: { ...labelsOf(row), state }, value: state === present ? 1 : 0 }))
  })
  return { name: `haproxy_${kind}_status`, type: 'gauge', help: 'State, one sample for each.', samples }
}

function stateOf(row: StatRow): string {
  switch (row.kind) {
    case 'frontend':
      return row.frontend.state === 'running' ? 'UP' : 'DOWN'
    case 'backend':
      return row.state.isAvailable || row.state.servers.length === 0 ? 'UP' : 'DOWN'
    case 'listener':
      if (row.listener.socket === null) return 'WAITING'
      return row.listener.currentConnections < row.listener.maxConnections ? 'OPEN' : 'FULL'
    case 'server': {
      const [word = ''] = serverStatus(row.server).split(' ')
      return word === 'no' ? 'UP' : word
    }
  }
}

function tableFamilies({ tables }: ProcessView): MetricFamily[] {
  const names = tables?.names() ?? []
  const family = (
    name: string,
    help: string,
    read: (table: { size: number; used: number }) => number,
  ): MetricFamily => ({
    name: `haproxy_sticktable_${name}`,
    type: 'gauge',
    help,
    samples: names.map((each) => {
      const table = tables!.table(each)!
      return { labels: { name: each, type: table.type }, value: read(table) }
    }),
  })
  return [
    family('size', 'Entries that fit into the table.', ({ size }) => size),
    family('used', 'Entries in the table.', ({ used }) => used),
  ]
}
