import { ProxyError } from '@weir/base'
import type { Transaction } from '../transaction.ts'
import { fcgiParams } from './fcgi-app.ts'
import type { FcgiConnection } from './fcgi-connection.ts'

/** Readies a connection for the request of a transaction. False: the request has been answered. */
export function beginFcgi(transaction: Transaction, connection: FcgiConnection): boolean {
  const app = transaction.backendHttp!.fcgiApp!
  const params = fcgiParams(transaction, app)
  if (params === null) {
    transaction.replyError(400, new ProxyError('l7/invalid-request', 'proxy', 'R', false))
    return false
  }
  const { request } = transaction
  connection.begin({
    params,
    bodyLength: request.isChunked ? null : Math.max(0, request.contentLength),
    keepsConnection: app.keepsConnection,
    isHead: transaction.isHead,
    date: new Date(transaction.clock.wallMs()).toUTCString(),
    onStderr: app.onStderr,
  })
  return true
}
