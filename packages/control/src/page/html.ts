import { operationalStates, type ServerState } from '@weir/balance'
import type { ProcessView, ProxyView } from '../process-view.ts'
import { type FieldValue, type StatField, statFields } from '../stats/fields.ts'
import { type RowSelection, rowName, type StatRow, selectRows } from '../stats/row.ts'
import { isChecked } from '../stats/status.ts'
import { actionLabels } from './actions.ts'
import { pageStyle } from './style.ts'
import { formatPageTarget, type PageTarget } from './target.ts'

/** What the page needs to know beyond the numbers. */
export interface PageContents {
  readonly view: ProcessView
  readonly uri: string
  readonly target: PageTarget
  readonly selection: RowSelection
  readonly isShown: (proxy: ProxyView) => boolean
  readonly isAdmin: boolean
  readonly showsVersion: boolean
  readonly showsLegends: boolean
  readonly nodeName: string | null
  readonly description: string | null
}

interface Column {
  readonly title: string
  readonly field: StatField
}

interface ColumnGroup {
  readonly title: string
  readonly columns: readonly Column[]
}

const fieldsByName = new Map(statFields.map((field) => [field.name, field]))

function group(title: string, columns: Readonly<Record<string, string>>): ColumnGroup {
  return {
    title,
    columns: Object.entries(columns).map(([name, heading]) => ({ title: heading, field: fieldsByName.get(name)! })),
  }
}

const groups: readonly ColumnGroup[] = [
  group('Queue', { qcur: 'Cur', qmax: 'Max', qlimit: 'Limit' }),
  group('Session rate', { rate: 'Cur', rate_max: 'Max', rate_lim: 'Limit' }),
  group('Sessions', { scur: 'Cur', smax: 'Max', slim: 'Limit', stot: 'Total', lbtot: 'LbTot', lastsess: 'Last' }),
  group('Bytes', { bin: 'In', bout: 'Out' }),
  group('Denied', { dreq: 'Req', dresp: 'Resp' }),
  group('Errors', { ereq: 'Req', econ: 'Conn', eresp: 'Resp' }),
  group('Warnings', { wretr: 'Retr', wredis: 'Redis' }),
  group('Server', {
    status: 'Status',
    check_desc: 'LastChk',
    weight: 'Wght',
    act: 'Act',
    bck: 'Bck',
    chkfail: 'Chk',
    chkdown: 'Dwn',
    downtime: 'Dwntme',
    throttle: 'Thrtle',
  }),
]

const outcomes: Readonly<Record<string, string>> = {
  DONE: 'Action processed successfully.',
  NONE: 'Nothing has changed.',
  PART: 'Action partially processed.',
  ERRP: 'Action not processed because of invalid parameters.',
  DENY: 'Action denied.',
}

/** Makes text safe inside HTML and attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** The page as HTML. */
export function renderPage(contents: PageContents): string {
  const { view, showsVersion, nodeName, description } = contents
  const product = escapeHtml(showsVersion ? `${view.productName} version ${view.version}` : view.productName)
  const node = nodeName === null ? '' : ` on ${escapeHtml(nodeName)}`
  const about = description === null ? '' : `: ${escapeHtml(description)}`
  const sections = view.proxies.filter(contents.isShown).map((proxy) => renderProxy(proxy, contents))
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Statistics Report for ${product}${node}</title>
<link rel="icon" href="data:,"><style>${pageStyle}</style></head>
<body><h1>${product}</h1>
<p>Statistics Report for pid ${view.engine.processId}${node}${about}</p>
${renderProcess(view)}${renderLinks(contents)}${renderOutcome(contents)}${sections.join('')}</body></html>
`
}

function renderProcess(view: ProcessView): string {
  const { engine } = view
  const seconds = Math.floor(engine.uptimeMs / 1000)
  const uptime = `${Math.floor(seconds / 86400)}d ${Math.floor(seconds / 3600) % 24}h${Math.floor(seconds / 60) % 60}m${seconds % 60}s`
  const facts: readonly (readonly [string, string])[] = [
    ['uptime', uptime],
    ['threads', String(view.threadCount)],
    ['ulimit-n', view.limits.files === null ? 'unknown' : String(view.limits.files)],
    ['maxconn', Number.isFinite(engine.maxConnections) ? String(engine.maxConnections) : 'unlimited'],
    ['current conns', String(engine.currentConnections)],
    ['conn rate', `${engine.connectionRate.read(engine.clock.nowMs())}/sec`],
    ['streams', String(engine.streams.size)],
  ]
  return `<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>\n`
}

function renderLinks({ uri, target }: PageContents): string {
  const link = (label: string, change: Partial<PageTarget>): string =>
    `<a href="${escapeHtml(formatPageTarget(uri, { ...target, outcome: null, ...change }))}">${label}</a>`
  return `<nav>${[
    target.onlyUp ? link('Show all servers', { onlyUp: false }) : link("Hide 'DOWN' servers", { onlyUp: true }),
    target.skipsRefresh
      ? link('Enable refresh', { skipsRefresh: false })
      : link('Disable refresh', { skipsRefresh: true }),
    link('Refresh now', {}),
    link('CSV export', { form: 'csv', skipsRefresh: true }),
    link('JSON export', { form: 'json', skipsRefresh: true }),
    link('JSON schema', { form: 'json-schema' }),
  ].join('\n')}</nav>\n`
}

function renderOutcome({ target }: PageContents): string {
  if (target.outcome === null) return ''
  return `<p class="notice">${outcomes[target.outcome] ?? 'Unexpected result.'}</p>\n`
}

function renderProxy(proxy: ProxyView, contents: PageContents): string {
  const rows = [...selectRows(contents.view, { ...contents.selection, proxy: proxy.id })]
  const hasForm = contents.isAdmin && proxy.backend !== null && proxy.backend.state.servers.length > 0
  const name = escapeHtml(proxy.name)
  const legend = contents.showsLegends ? ` title="mode: ${proxy.mode}, id: ${proxy.id}"` : ''
  const description = proxy.description === null ? '' : ` <small>${escapeHtml(proxy.description)}</small>`
  const head = groups.map(({ title, columns }) => `<th colspan="${columns.length}">${title}</th>`).join('')
  const titles = groups.flatMap(({ columns }) => columns.map(({ title }) => `<th>${title}</th>`)).join('')
  const pick = hasForm ? '<th rowspan="2"></th>' : ''
  const table = `<table><tr>${pick}<th rowspan="2"></th>${head}</tr><tr>${titles}</tr>
${rows.map((row) => renderRow(row, hasForm)).join('')}</table>`
  const body = hasForm
    ? `<form method="post" action="${escapeHtml(contents.uri)}">${table}${renderMenu(proxy)}</form>`
    : table
  return `<h2 id="${name}"><a href="#${name}"${legend}>${name}</a>${description}</h2>\n${body}\n`
}

function renderMenu({ id }: ProxyView): string {
  const options = actionLabels.map(([action, label]) => `<option value="${action}">${label}</option>`).join('')
  return `<p>Choose the action to perform on the checked servers:
<select name="action"><option value=""></option>${options}</select>
<input type="hidden" name="b" value="#${id}"> <button type="submit">Apply</button></p>`
}

function renderRow(row: StatRow, hasForm: boolean): string {
  const name = escapeHtml(rowName(row))
  const box = row.kind === 'server' ? `<input type="checkbox" name="s" value="${name}">` : ''
  const label = row.kind === 'frontend' ? 'Frontend' : row.kind === 'backend' ? 'Backend' : name
  const cells = groups.flatMap(({ columns }) => columns.map(({ field }) => renderCell(field, field.read(row))))
  const pick = hasForm ? `<td>${box}</td>` : ''
  return `<tr class="${rowClass(row)}">${pick}<td class="name">${label}</td>${cells.join('')}</tr>\n`
}

function renderCell({ name }: StatField, value: FieldValue): string {
  if (value === null) return '<td></td>'
  if (name === 'lastsess' || name === 'downtime') return `<td>${Number(value) < 0 ? '?' : `${value}s`}</td>`
  const text = typeof value === 'number' ? value.toLocaleString('en').replaceAll(',', '&#8239;') : escapeHtml(value)
  return `<td${typeof value === 'string' ? ' class="status"' : ''}>${text}</td>`
}

/** The class of a row, which tells its colour. */
function rowClass(row: StatRow): string {
  if (row.kind === 'server') return serverClass(row.server)
  return row.kind === 'listener' ? 'socket' : row.kind
}

function serverClass(server: ServerState): string {
  if (server.isInMaintenance) return 'maintain'
  const prefix = server.isBackup ? 'backup' : 'active'
  if (server.isDraining) return `${prefix}_draining`
  if (server.operational === operationalStates.stopping) return `${prefix}_nolb`
  if (!isChecked(server)) return server.isUp ? `${prefix}_no_check` : `${prefix}_down`
  const { health, rise, fall } = server.check
  if (server.isUp) return health < rise + fall - 1 ? `${prefix}_going_down` : `${prefix}_up`
  return health > 0 ? `${prefix}_going_up` : `${prefix}_down`
}
