import { createReply, type HttpService, type Reply, type ServiceRequest } from '@weir/l7'
import type { StatsPageOptions } from '../options.ts'
import type { ProcessView, ProxyView } from '../process-view.ts'
import { everyRow } from '../stats/row.ts'
import { createStatsSchema } from '../stats/schema.ts'
import { writeCsv, writeJson } from '../stats/write.ts'
import { type ActionOutcome, runAction } from './actions.ts'
import { renderPage } from './html.ts'
import { formatPageTarget, type PageTarget, parsePageTarget } from './target.ts'

/** What one proxy's statistics page is made of. */
export interface StatsServiceSettings {
  readonly view: ProcessView
  readonly options: StatsPageOptions
  /** The proxy that serves the page: what `stats scope .` means. */
  readonly proxyName: string
}

/** A statistics page. `isAdmin` is what `stats admin` conditions gave for the request. */
export type StatsService = (request: ServiceRequest, isAdmin: boolean) => Reply

const unauthorizedBody = `<html><body><h1>401 Unauthorized</h1>
You need a valid user and password to access this content.
</body></html>
`

/** Creates the page of a proxy: GET shows it, POST acts and leads back to it. */
export function createStatsService({ view, options, proxyName }: StatsServiceSettings): StatsService {
  const scopes = new Set(options.scopes.map((scope) => (scope === '.' ? proxyName : scope)))
  const accounts = new Set(options.users.map(({ name, password }) => `${name}:${password}`))
  const isShown = (name: string): boolean => scopes.size === 0 || scopes.has(name)
  return (request, isAdmin) => {
    if (accounts.size > 0 && !isAuthorized(request, accounts)) return unauthorized(options.realm)
    const target = parsePageTarget(request.uri, options.uri)
    if (request.method === 'POST') {
      const outcome = isAdmin && isSameOrigin(request) ? runAction(view, request.body, isShown) : 'DENY'
      return redirect(options.uri, target, outcome)
    }
    return show(view, options, target, isShown, isAdmin)
  }
}

/** The page as a service that never lets anybody act. */
export function createReadOnlyStatsService(settings: StatsServiceSettings): HttpService {
  const service = createStatsService(settings)
  return (request) => service(request, false)
}

function show(
  view: ProcessView,
  options: StatsPageOptions,
  target: PageTarget,
  isShown: (name: string) => boolean,
  isAdmin: boolean,
): Reply {
  const shows = ({ name }: ProxyView): boolean =>
    isShown(name) && (target.scope === null || name.includes(target.scope))
  const selection = { ...everyRow, onlyUp: target.onlyUp }
  const shown: ProcessView = Object.create(view, { proxies: { value: view.proxies.filter(shows) } })
  switch (target.form) {
    case 'csv':
      return answer(options, target, 'text/plain', [...writeCsv(shown, selection)].join(''))
    case 'json':
      return answer(options, target, 'application/json', [...writeJson(shown, selection)].join(''))
    case 'json-schema':
      return answer(options, target, 'application/json', JSON.stringify(createStatsSchema()))
    case 'html':
      break
  }
  const page = renderPage({
    view,
    uri: options.uri,
    target,
    selection,
    isShown: shows,
    isAdmin,
    showsVersion: options.showsVersion,
    showsLegends: options.showsLegends,
    nodeName: options.nodeName === '' ? view.nodeName : options.nodeName,
    description: options.description === '' ? view.description : options.description,
  })
  return answer(options, target, 'text/html', Buffer.from(page, 'utf8').toString('latin1'))
}

function answer(options: StatsPageOptions, target: PageTarget, type: string, body: string): Reply {
  const headers: [string, string][] = [
    ['cache-control', 'no-cache'],
    ['content-type', type],
  ]
  if (options.refreshSeconds !== null && options.refreshSeconds > 0 && !target.skipsRefresh) {
    headers.push(['refresh', String(options.refreshSeconds)])
  }
  headers.push(['content-length', String(body.length)])
  return createReply(200, headers, body)
}

function redirect(uri: string, target: PageTarget, outcome: ActionOutcome): Reply {
  const headers: [string, string][] = [
    ['cache-control', 'no-cache'],
    ['content-type', 'text/plain'],
    ['content-length', '0'],
    ['location', formatPageTarget(uri, { ...target, form: 'html', outcome })],
  ]
  return createReply(303, headers, '')
}

/** Asks for a name and password. */
export function unauthorized(realm: string): Reply {
  const headers: [string, string][] = [
    ['content-length', String(unauthorizedBody.length)],
    ['cache-control', 'no-cache'],
    ['content-type', 'text/html'],
    ['www-authenticate', `Basic realm="${realm}"`],
  ]
  return createReply(401, headers, unauthorizedBody)
}

function isAuthorized(request: ServiceRequest, accounts: ReadonlySet<string>): boolean {
  const match = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(request.header('authorization') ?? '')
  return match !== null && accounts.has(Buffer.from(match[1]!, 'base64').toString('latin1'))
}

/** A form may only come from the page itself (since 3.5): the host of Origin, else of Referer, must be the Host. */
function isSameOrigin(request: ServiceRequest): boolean {
  const from = request.header('origin') ?? request.header('referer')
  if (from === null) return true
  const host = /^[a-z]+:\/\/([^/]+)/i.exec(from)?.[1]
  return host !== undefined && host.toLowerCase() === request.header('host')?.toLowerCase()
}
