import type { ServerState } from '@weir/balance'
import { isCacheable } from './cacheability.ts'
import { editCookies, editSetCookies, type VisitCookie } from './cookie-scan.ts'
import { HttpBackend } from './http-proxy.ts'
import type { Message } from './message.ts'
import type { Transaction } from './transaction.ts'

/** The `cookie` line of a backend. */
export interface CookiePersistence {
  readonly name: string
  readonly mode: 'rewrite' | 'insert' | 'prefix' | 'passive'
  readonly isIndirect: boolean
  readonly isNocache: boolean
  readonly isPostOnly: boolean
  readonly isPreserved: boolean
  readonly domains: readonly string[]
  readonly isHttpOnly: boolean
  readonly isSecure: boolean
  readonly maxIdleSeconds: number | null
  readonly maxLifeSeconds: number | null
  readonly attributes: readonly string[]
  readonly dynamic: DynamicCookies
}

/** `dynamic`: servers without a cookie value get one, made from a key. Both can be changed at run time. */
export interface DynamicCookies {
  isEnabled: boolean
  key: string
  valueOf(server: ServerState, key: string): string
}

/**
 * What became of the persistence cookie, in the letters of the log (manual 8.5): on the request N none, I invalid,
 * D names a server that is down, V valid, E expired, O old, U unused; on the response N none, I inserted, U updated,
 * P passive, R rewritten, D deleted.
 */
export class CookieState {
  request: 'N' | 'I' | 'D' | 'V' | 'E' | 'O' | 'U' = 'N'
  response: 'N' | 'I' | 'U' | 'P' | 'R' | 'D' = 'N'
  /** The client's cookie names the server that is used. */
  isCurrent = false
  /** First and last times carried by the cookie, in units of its own (4 seconds since 1970); null without. */
  firstDate: number | null = null
  lastDate: number | null = null
}

const cookieNeedle = '\r\ncookie: '
const setCookieNeedles = ['\r\nset-cookie: ', '\r\nset-cookie2: '] as const

/** The backend whose cookie line holds for a transaction: before one is chosen, that of a `listen` section itself. */
export function cookieBackendOf({ backend, frontend }: Transaction): HttpBackend | null {
  const candidate = backend ?? (frontend.defaultBackend?.name === frontend.name ? frontend.defaultBackend : null)
  return candidate instanceof HttpBackend && candidate.http.cookie !== null ? candidate : null
}

/** The two letters of the log; nothing is told about a cookie that the servers alone deal with. */
export function cookieLetters(transaction: Transaction): string {
  const backend = cookieBackendOf(transaction)
  if (backend === null || backend.http.cookie!.mode === 'passive' || transaction.isBadRequest) return '--'
  const { cookies } = transaction
  return cookies === null ? 'NN' : `${cookies.request}${cookies.response}`
}

/** For a request that is denied: its cookie tells the log whom it was meant for. */
export function readDeniedCookie(transaction: Transaction): void {
  const backend = cookieBackendOf(transaction)
  if (backend === null) captureRequestCookie(transaction)
  if (backend === null || transaction.cookies !== null) return
  readRequestCookie(transaction, backend)
  transaction.server = transaction.preferredServer
}

/** Reads the persistence cookie of a request: settles the server asked for and takes the cookie out where it must not go on. */
export function readRequestCookie(transaction: Transaction, backend: HttpBackend): void {
  const persistence = backend.http.cookie!
  const state = new CookieState()
  transaction.cookies = state
  const found = editRequestCookies(transaction, persistence)
  if (found !== null) settleServer(transaction, backend, state, found)
}

/** Captures the cookie that the frontend asks for where no backend reads one. */
export function captureRequestCookie(transaction: Transaction): void {
  if (transaction.http.cookieCapture !== null) editRequestCookies(transaction, null)
}

/** Goes over the cookies of a request: captures one, gives the persistence cookie's value, and takes out what stays here. */
function editRequestCookies(transaction: Transaction, persistence: CookiePersistence | null): string | null {
  const { request } = transaction
  const { cookieCapture } = transaction.http
  if (!request.has(cookieNeedle)) return null
  let found: string | null = null
  const visit = (name: string, value: string): string | null => {
    if (cookieCapture !== null && transaction.requestCookieCapture === null && name.startsWith(cookieCapture.name)) {
      transaction.requestCookieCapture = `${name}=${value}`.slice(0, cookieCapture.maxLength)
    }
    if (name !== persistence?.name) return value
    if (persistence.mode === 'prefix') {
      const tilde = value.indexOf('~')
      found ??= tilde < 0 ? value : value.slice(0, tilde)
      return tilde < 0 ? value : value.slice(tilde + 1)
    }
    found ??= value
    return persistence.isIndirect ? null : value
  }
  request.edit((name, line) => (name === 'cookie' ? editCookies(line, visit) : line))
  return found
}

function settleServer(transaction: Transaction, backend: HttpBackend, state: CookieState, content: string): void {
  const persistence = backend.http.cookie!
  const [value, first, last] = persistence.mode === 'prefix' ? [content, null, null] : splitDates(content)
  state.firstDate = last
  state.lastDate = first
  const nowUnits = unitsNow(transaction)
  const { maxIdleSeconds, maxLifeSeconds } = persistence
  // Of a cookie that is both too old and too long unused, the log tells the first.
  if (maxLifeSeconds !== null && isOlder(nowUnits, last, maxLifeSeconds)) {
    state.request = 'O'
    return
  }
  if (maxIdleSeconds !== null && isOlder(nowUnits, first, maxIdleSeconds)) {
    state.request = 'E'
    return
  }
  const server = backend.serverByCookie(value) ?? dynamicServer(backend, value)
  if (server === null) {
    state.request = 'I'
    return
  }
  if (ignoresPersistence(transaction, backend)) {
    state.request = 'U'
    return
  }
  const isForced = transaction.forcesPersistence
  if (!server.acceptsPersistence && !backend.state.persistsOnDown && !isForced) {
    state.request = 'D'
    return
  }
  state.request = server.isUp ? 'V' : 'D'
  transaction.preferredServer = server
}

/** A cookie without a date, such as one given before dates were asked for, is as good as one of today. */
function isOlder(nowUnits: number, units: number | null, seconds: number): boolean {
  return units !== null && (nowUnits - units) * 4 > seconds
}

function ignoresPersistence(transaction: Transaction, backend: HttpBackend): boolean {
  const { ignoresPersistence: ignores, forcesPersistence } = backend.http
  if (forcesPersistence?.some((condition) => condition(transaction)) === true) transaction.forcesPersistence = true
  return ignores?.some((condition) => condition(transaction)) === true
}

function dynamicServer(backend: HttpBackend, value: string): ServerState | null {
  const { dynamic } = backend.http.cookie!
  if (!dynamic.isEnabled) return null
  for (const server of backend.state.servers) if (dynamic.valueOf(server, dynamic.key) === value) return server
  return null
}

/** The moment in the units of cookies' dates, rounded up. */
function unitsNow({ clock }: Transaction): number {
  return Math.ceil(Math.floor(clock.wallMs() / 1000) / 4)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** `value|last|first`: each date is five digits of base 64, the most significant first. */
function splitDates(content: string): [string, number | null, number | null] {
  const [value = '', last, first] = content.split('|')
  return [value, decodeDate(last), decodeDate(first)]
}

/** Null for what is no date, or zero. */
function decodeDate(text: string | undefined): number | null {
  if (text === undefined || text.length !== 5) return null
  let date = 0
  for (const character of text) {
    const digit = alphabet.indexOf(character)
    if (digit < 0) return null
    date = date * 64 + digit
  }
  return date === 0 ? null : date
}

function encodeDate(date: number): string {
  let text = ''
  let left = date
  for (let digit = 0; digit < 5; digit++) {
    text = alphabet[left % 64]! + text
    left = Math.floor(left / 64)
  }
  return text
}

/** The cookie value of the server in use; null when it has none. */
export function cookieValueOf(backend: HttpBackend, server: ServerState): string | null {
  if (server.cookie !== null) return server.cookie
  const dynamic = backend.http.cookie?.dynamic
  return dynamic?.isEnabled === true ? dynamic.valueOf(server, dynamic.key) : null
}

/** Rewrites, prefixes, deletes or inserts the persistence cookie of a response. */
export function writeResponseCookie(transaction: Transaction, backend: HttpBackend, response: Message): void {
  const persistence = backend.http.cookie!
  const { server } = transaction
  transaction.cookies ??= new CookieState()
  const state = transaction.cookies
  if (server === null) return
  if (state.request === 'V' && transaction.preferredServer !== server) state.request = 'D'
  const value = cookieValueOf(backend, server)
  const hasServerCookie = treatServerCookies(persistence, state, value, response)
  if (persistence.mode !== 'insert') return
  if (persistence.isPreserved && hasServerCookie) return
  if (persistence.isPostOnly && !transaction.request.isMethod('POST')) return
  const isRight = transaction.preferredServer === server && (state.request === 'V' || state.request === 'D')
  const renewal = isRight ? renewedDates(transaction, persistence, state) : null
  if (isRight && renewal === null) return
  if (!isRight && ignoresPersistence(transaction, backend)) return
  state.response = isRight ? 'U' : 'I'
  const content = value === null ? goneCookie : cookieContent(transaction, persistence, state, value, isRight)
  response.add('set-cookie', `${persistence.name}=${content}; path=/${cookieAttributes(persistence)}`)
  if (persistence.isNocache && isCacheable(transaction.request, response)) response.add('cache-control', 'private')
}

/** Says whether the server has set the cookie by itself and it stays. */
function treatServerCookies(
  persistence: CookiePersistence,
  state: CookieState,
  value: string | null,
  response: Message,
): boolean {
  let stays = false
  editResponseCookies(response, (name, content) => {
    if (name !== persistence.name) return content
    if (persistence.mode === 'insert') {
      if (persistence.isPreserved) {
        stays = true
        state.response = 'P'
        return content
      }
      state.response = 'D'
      return null
    }
    if (persistence.mode === 'prefix' && persistence.isIndirect && state.request === 'V') {
      state.response = 'D'
      return null
    }
    if (persistence.mode === 'passive' || value === null) {
      state.response = 'P'
      return content
    }
    state.response = 'R'
    return persistence.mode === 'rewrite' ? value : `${value}~${content}`
  })
  return stays
}

/** The first cookie set by the server that the frontend asks to capture. */
export function captureResponseCookie(transaction: Transaction, response: Message): void {
  const { cookieCapture } = transaction.http
  if (cookieCapture === null) return
  editResponseCookies(response, (name, value) => {
    if (transaction.responseCookieCapture === null && name.startsWith(cookieCapture.name)) {
      transaction.responseCookieCapture = `${name}=${value}`.slice(0, cookieCapture.maxLength)
    }
    return value
  })
}

function editResponseCookies(response: Message, visit: VisitCookie): void {
  if (!setCookieNeedles.some((needle) => response.has(needle))) return
  response.edit((name, line) => {
    if (name === 'set-cookie') return editSetCookies(line, false, visit)
    return name === 'set-cookie2' ? editSetCookies(line, true, visit) : line
  })
}

/** Non-null when a valid cookie carries dates and needs new ones. */
function renewedDates(transaction: Transaction, persistence: CookiePersistence, state: CookieState): number | null {
  if (persistence.maxIdleSeconds === null && persistence.maxLifeSeconds === null) {
    return state.lastDate === null && state.firstDate === null ? null : 0
  }
  const nowUnits = unitsNow(transaction)
  return state.lastDate === nowUnits ? null : nowUnits
}

/** Makes the client forget its cookie: what a server without one gets, for it cannot be come back to. */
const goneCookie = '; Expires=Thu, 01-Jan-1970 00:00:01 GMT'

function cookieContent(
  transaction: Transaction,
  { maxIdleSeconds, maxLifeSeconds }: CookiePersistence,
  state: CookieState,
  value: string,
  isRenewal: boolean,
): string {
  if (maxIdleSeconds === null && maxLifeSeconds === null) return value
  const nowUnits = unitsNow(transaction)
  const dated = `${value}|${encodeDate(nowUnits)}`
  if (maxLifeSeconds === null) return dated
  return `${dated}|${encodeDate(isRenewal && state.firstDate !== null ? state.firstDate : nowUnits)}`
}

function cookieAttributes(persistence: CookiePersistence): string {
  let text = ''
  for (const domain of persistence.domains) text += `; domain=${domain}`
  if (persistence.isHttpOnly) text += '; HttpOnly'
  if (persistence.isSecure) text += '; Secure'
  for (const attribute of persistence.attributes) text += `; ${attribute}`
  return text
}
