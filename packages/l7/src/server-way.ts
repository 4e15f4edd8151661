/** The connection over which a request goes to its server: one that is kept or shared, or one of its own. */
import type { LastServer, ServerState } from '@weir/balance'
import type { Connection } from '@weir/l4'
import { beginFcgi } from './fcgi/begin-fcgi.ts'
import { FcgiConnection } from './fcgi/fcgi-connection.ts'
import { openHttp2 } from './h2/server-mux.ts'
import { httpEngineOf } from './http-engine.ts'
import type { HttpBackend } from './http-proxy.ts'
import { sendRequest } from './request-forwarding.ts'
import { headForServer } from './request-way.ts'
import { ServerLink } from './server-link.ts'
import type { Transaction } from './transaction.ts'

/** A connection that the request may use, the session's own first; null where a new one is needed. */
export function takeKeptLink(
  transaction: Transaction,
  server: ServerState,
  poolName: string | null,
): ServerLink | null {
  const { client } = transaction
  const backend = transaction.backend as HttpBackend
  const protocol = webSocketProtocol(transaction, server)
  const httpMajor = protocol === null ? null : protocol === 'h2' ? 2 : 1
  const own = client.ownLinks.take(
    (link) =>
      link.pool.server === server &&
      link.backend === backend &&
      link.name === poolName &&
      !link.isStale &&
      (httpMajor === null || link.httpMajor === httpMajor),
  )
  if (own?.connection.isOpen === true) return own
  const pool = backend.pool(server)
  const wanted = { mode: backend.http.reuse, isFirstRequest: client.isFirstRequest, name: poolName, httpMajor }
  const taken = pool.take(wanted)
  if (taken !== null) return taken
  const shared = pool.share(wanted)
  if (shared === null) {
    pool.makeRoom()
    return null
  }
  return linkOver(transaction, shared.h2!.mux.open(), shared)
}

/** One more link over the connection that `shared` uses. */
function linkOver({ client }: Transaction, connection: Connection, shared: ServerLink): ServerLink {
  const { backend, pool, name } = shared
  const link = new ServerLink(connection, backend, pool, name, client.ownLinks.openedCount++)
  link.serverAddress = shared.serverAddress
  return link
}

/** What a WebSocket wants to be carried by, where that is not what everything else is: `ws` (manual 5.2). */
function webSocketProtocol(transaction: Transaction, server: ServerState): 'h1' | 'h2' | null {
  const { request } = transaction
  if (!request.hasUpgrade || request.first('\r\nupgrade: ')?.toLowerCase() !== 'websocket') return null
  const backend = transaction.backend as HttpBackend
  const settings = backend.serverSettings(server)
  if (settings.webSocketProtocol !== null || settings.protocol !== null) return settings.webSocketProtocol
  return backend.transport(server).tls?.negotiation.alpn.includes('http/1.1') === true ? 'h1' : null
}

/** What TLS offers a server for that request alone; null for what it offers for any. */
export function alpnFor(transaction: Transaction, server: ServerState): readonly string[] | null {
  const protocol = webSocketProtocol(transaction, server)
  const alpn = (transaction.backend as HttpBackend).transport(server).tls?.negotiation.alpn ?? []
  return protocol === null || alpn.length === 0 ? null : [protocol === 'h2' ? 'h2' : 'http/1.1']
}

/** The connection in the shape of HTTP/1, whatever is spoken over it. */
function speak(transaction: Transaction, connection: Connection, server: ServerState): Connection {
  const backend = transaction.backend as HttpBackend
  const { protocol: usual } = backend.serverSettings(server)
  if (usual === 'fcgi') return new FcgiConnection(connection)
  const protocol = webSocketProtocol(transaction, server) ?? usual
  const isH2 = protocol === 'h2' || (protocol === null && connection.tls?.alpn === 'h2')
  return isH2 ? openHttp2(connection, httpEngineOf(backend.engine)) : connection
}

/** What speaks HTTP or FastCGI over a connection just made; `name` is the one it will be kept under. */
export function openLink(
  transaction: Transaction,
  connection: Connection,
  server: ServerState,
  name: string | null,
): ServerLink {
  const backend = transaction.backend as HttpBackend
  const spoken = speak(transaction, connection, server)
  const link = new ServerLink(spoken, backend, backend.pool(server), name, transaction.client.ownLinks.openedCount++)
  link.serverAddress = transaction.dispatch!.serverAddress
  link.isPrivate = backend.http.reuse === 'never' || backend.transport(server).sendProxy !== null
  return link
}

/** Ties request and connection together, and sends the head with what there is of the body. */
export function sendOver(transaction: Transaction, link: ServerLink, server: ServerState): void {
  transaction.serverLink = link
  transaction.lastServerLink = link
  link.attach(transaction)
  transaction.isForwarding = true
  transaction.requestBytesOut += transaction.request.countedBytes
  if (link.connection instanceof FcgiConnection && !beginFcgi(transaction, link.connection)) return
  sendRequest(transaction.client, link, headForServer(transaction, server, transaction.backend as HttpBackend))
}

/** The server of the session's own connection, where its requests are to stay together. */
export function lastServerOf({ client, backend }: Transaction): LastServer | null {
  const link = client.ownLinks.preferred(backend as HttpBackend) ?? null
  if (link === null) return null
  const { maxKeepAliveQueue } = link.backend.http
  const isUnlimited = link.isAuthenticated || maxKeepAliveQueue < 0
  return { server: link.pool.server, queueLimit: isUnlimited ? Number.POSITIVE_INFINITY : maxKeepAliveQueue }
}
