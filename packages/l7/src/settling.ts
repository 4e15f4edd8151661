/** What a transaction leaves behind: counters, and whether the server's connection may be used again. */
import type { TrackedCounters } from '@weir/stick-table'
import type { HttpEngine } from './http-engine.ts'
import { type HttpBackend, HttpFrontend } from './http-proxy.ts'
import type { ServerLink } from './server-link.ts'
import type { Transaction } from './transaction.ts'

export function countEnd(transaction: Transaction): void {
  const { backend, server } = transaction
  if (backend === null || server === null) return
  const { counters: backendCounters } = backend.state
  if (transaction.responseAtMs >= 0) {
    const queuedMs = transaction.serverAssignedAtMs - transaction.requestAtMs
    const connectMs = transaction.connectedAtMs - transaction.serverAssignedAtMs
    const responseMs = transaction.responseAtMs - transaction.connectedAtMs
    const totalMs = transaction.closedAtMs - transaction.startedAtMs - transaction.idleMs
    server.counters.queueTimeMs.add(queuedMs)
    server.counters.connectTimeMs.add(connectMs)
    server.counters.responseTimeMs.add(responseMs)
    server.counters.totalTimeMs.add(totalMs)
    backendCounters.queueTimeMs.add(queuedMs)
    backendCounters.connectTimeMs.add(connectMs)
    backendCounters.responseTimeMs.add(responseMs)
    backendCounters.totalTimeMs.add(totalMs)
  }
}

export function keepsServer(transaction: Transaction, link: ServerLink): boolean {
  if (
    !transaction.isRequestDone ||
    !transaction.isResponseDone ||
    transaction.isTunnel ||
    transaction.closesServer ||
    transaction.request.hasUnsafeFraming
  )
    return false
  const { response } = link
  if (response.hasClose || response.hasUnsafeFraming || link.body.isUntilClose) return false
  if (response.version === 10 && !response.hasKeepAlive) return false
  if (!(transaction.backend as HttpBackend).keepsConnectionsOf(transaction.http)) return false
  const { maxReuse } = link.pool.settings
  return maxReuse < 0 || link.connectionRequestCount <= maxReuse
}

/**
 * NTLM and Negotiate authenticate connections rather than requests: the client's further requests belong on this one,
 * and nobody else's (manual, `option prefer-last-server`).
 */
export function keepAuthenticated(link: ServerLink): void {
  const { response } = link
  const needle = response.status === 401 ? '\r\nwww-authenticate: ' : '\r\nproxy-authenticate: '
  if (!response.all(needle).some((value) => /(?:^|,)[ \t]*(?:ntlm|nego)/i.test(value))) return
  link.isPrivate = true
  link.isAuthenticated = true
}

/** What counts as a server's request is its answer, interim ones among them (as the oracle counts). */
export function countServerAnswer({ server }: Transaction, status: number): void {
  server!.counters.responses.count(status)
  server!.counters.httpRequests++
}

/** Counts a server's response that is going to be the client's answer. */
export function countResponse(transaction: Transaction, status: number): void {
  const { trackers } = transaction
  transaction.server!.traffic?.onResponse(status)
  countServerAnswer(transaction, status)
  if (trackers !== null) countStatus(trackers, status, transaction.client.http)
}

/** What could not be read counts as a request, were it nothing at all, and as its client's error unless it was but slow. */
export function countRefused({ frontend, trackers, closedAtMs, error }: Transaction, status: number): void {
  frontend.counters.requestErrors++
  if (frontend instanceof HttpFrontend) {
    frontend.countRequest(closedAtMs)
    frontend.responses.count(status)
  }
  if (trackers === null) return
  trackers.startRequest()
  if (error?.code !== 'l7/request-timeout') trackers.countError()
}

/** `http_err_cnt` and `http_fail_cnt`: what counts is `http-err-codes`' and `http-fail-codes`' to say. */
function countStatus(trackers: TrackedCounters, status: number, http: HttpEngine): void {
  if (http.errorStatuses.has(status)) trackers.countError()
  if (http.failureStatuses.has(status)) trackers.countFailure()
}
