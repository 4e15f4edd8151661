import type { ServerState } from '@weir/balance'
import { type IpAddress, ProxyError } from '@weir/base'
import { type AddressHeader, isInNetwork } from './address-header.ts'
import { adjustCase } from './adjust-case.ts'
import { captureRequestCookie, readRequestCookie } from './cookies.ts'
import { originForm } from './h2/request-fields.ts'
import { startRequestFilters } from './http-filter.ts'
import type { HttpBackend } from './http-proxy.ts'
import type { Message } from './message.ts'
import { createReply } from './reply.ts'
import { restoreFraming, takeClose } from './rule-made-headers.ts'
import type { Transaction } from './transaction.ts'

/** The request is meant for a proxy, and `option http-use-proxy-header` minds: neither a path nor `*` is asked for. */
export function asksProxy({ http, request, client }: Transaction): boolean {
  return http.usesProxyHeaders && client.httpMajor === 1 && !/^[/*]/.test(request.uri)
}

/** What is done to a request after all rules and before a server is sought. False: it has been answered. */
export function finishRequest(transaction: Transaction, backend: HttpBackend): boolean {
  const { http, request } = transaction
  const backendHttp = backend.http
  restoreFraming(request, transaction.client.httpMajor)
  if (http.uniqueId !== null) {
    const uniqueId = uniqueIdOf(transaction)
    if (http.uniqueIdHeader !== null) request.add(http.uniqueIdHeader, uniqueId)
  }
  if (backendHttp.forwarded !== null) backendHttp.forwarded(transaction)
  addAddress(transaction, http.forwardFor, backendHttp.forwardFor, transaction.sourceAddress)
  addAddress(transaction, http.originalTo, backendHttp.originalTo, transaction.destinationAddress)
  if (backendHttp.cookie !== null) readRequestCookie(transaction, backend)
  else {
    captureRequestCookie(transaction)
    if (backendHttp.forcesPersistence !== null) {
      transaction.forcesPersistence = backendHttp.forcesPersistence.some((condition) => condition(transaction))
    }
  }
  if (redirectsToServer(transaction, backend)) return false
  if (transaction.hasFilters) startRequestFilters(transaction)
  return true
}

/** The unique ID of a transaction, made when it is first asked for. */
export function uniqueIdOf(transaction: Transaction): string {
  return transaction.identify() ?? ''
}

type Address = Transaction['sourceAddress']

/**
 * Where both sides have the option, the backend names the header, an address that either excepts is left out, and
 * `if-none` holds when both say so.
 */
function addAddress(
  transaction: Transaction,
  ofFrontend: AddressHeader | null,
  ofBackend: AddressHeader | null,
  address: Address,
): void {
  const header = ofBackend ?? ofFrontend
  if (header === null || address === null || address.kind !== 'ip') return
  const ip: IpAddress = address.address
  if (isExcepted(ip, ofFrontend) || isExcepted(ip, ofBackend)) return
  const onlyIfNone = header.onlyIfNone && ofFrontend?.onlyIfNone !== false
  if (onlyIfNone && transaction.request.has(header.needle)) return
  transaction.request.add(header.name, ip.toString())
}

function isExcepted(ip: IpAddress, header: AddressHeader | null): boolean {
  const except = header?.except ?? null
  return except !== null && isInNetwork(ip, except)
}

/** Server option `redir`: idempotent requests for a cookie's server are sent there. */
function redirectsToServer(transaction: Transaction, backend: HttpBackend): boolean {
  const server = transaction.preferredServer
  if (server === null) return false
  const prefix = backend.serverSettings(server).redirectPrefix
  if (prefix === null || !(transaction.isHead || transaction.request.isMethod('GET'))) return false
  const headers: [string, string][] = [
    ['content-length', '0'],
    ['location', `${prefix}${transaction.request.pathAndQuery}`],
    ['cache-control', 'no-cache'],
  ]
  transaction.reply(createReply(302, headers, '', 'Found'), new ProxyError('l4/local', 'proxy', 'R', false))
  return true
}

/** A request that came over HTTP/2, as HTTP/1 asks an origin for it. */
function toOriginForm(request: Message): void {
  const { method, uri } = request
  const line = `${method} ${originForm(method, uri)} HTTP/1.1`
  request.head = line + request.head.slice(request.lineEnd)
  request.lineEnd = line.length
}

/** The head as it goes to the server: with the connection header that its side needs. */
export function headForServer(transaction: Transaction, server: ServerState, backend: HttpBackend): string {
  const { request } = transaction
  const isH2 = transaction.serverLink!.httpMajor === 2
  if (transaction.client.httpMajor === 2 && !isH2) toOriginForm(request)
  if (takeClose(request)) transaction.closesServer = true
  const { head } = request
  let lines = ''
  const name = backend.http.serverNameHeader
  if (name !== null) {
    request.remove(`\r\n${name}: `)
    lines = `${name}: ${server.name}\r\n`
  }
  const closes = !backend.keepsConnectionsOf(transaction.http) && !backend.http.pretendsKeepAlive
  if (closes || transaction.closesServer) {
    if (request.version === 11) lines += 'connection: close\r\n'
  } else if (request.version === 10 && !request.hasUnsafeFraming) lines += 'connection: keep-alive\r\n'
  if (transaction.client.httpMajor === 2 && request.isChunked && !request.has('\r\ntransfer-encoding: '))
    lines += 'transfer-encoding: chunked\r\n'
  const whole = lines === '' ? head : `${request.head.slice(0, -2)}${lines}\r\n`
  return backend.http.requestCase === null || isH2 ? whole : adjustCase(whole, backend.http.requestCase)
}
