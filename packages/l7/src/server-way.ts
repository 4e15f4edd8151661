/** The connection over which a request goes to its server: one that is kept, or one of its own. */
import type { LastServer, ServerState } from '@weir/balance'
import type { Connection } from '@weir/l4'
import { beginFcgi } from './fcgi/begin-fcgi.ts'
import { FcgiConnection } from './fcgi/fcgi-connection.ts'
import type { HttpBackend } from './http-proxy.ts'
import { sendRequest } from './request-forwarding.ts'
import { headForServer } from './request-way.ts'
import { ServerLink } from './server-link.ts'
import type { Transaction } from './transaction.ts'

/** A kept connection that the request may use, the session's own first; null where a new one is needed. */
export function takeKeptLink(
  { client, backend }: Transaction,
  server: ServerState,
  poolName: string | null,
): ServerLink | null {
  const httpBackend = backend as HttpBackend
  const own = client.ownLinks.take(
    (link) => link.pool.server === server && link.backend === httpBackend && link.name === poolName && !link.isStale,
  )
  if (own?.connection.isOpen === true) return own
  const pool = httpBackend.pool(server)
  const taken = pool.take(httpBackend.http.reuse, client.isFirstRequest, poolName)
  if (taken === null) pool.makeRoom()
  return taken
}

/** What speaks HTTP or FastCGI over a connection just made; `name` is the one it will be kept under. */
export function openLink(
  transaction: Transaction,
  connection: Connection,
  server: ServerState,
  name: string | null,
): ServerLink {
  const backend = transaction.backend as HttpBackend
  const spoken = backend.serverSettings(server).speaksFcgi ? new FcgiConnection(connection) : connection
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
