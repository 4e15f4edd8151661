import { ProxyError } from '@weir/base'
import { type SampleContext, type Verdict, verdicts } from '@weir/keyword'
import { LocalResponse } from './local-response.ts'
import { headerNeedle } from './message.ts'
import { countIntercepted, deliverLocal } from './own-replies.ts'
import type { Reply } from './reply.ts'
import type { Transaction } from './transaction.ts'

/** A request that a service of the proxy answers by itself. All texts are byte strings. */
export interface ServiceRequest {
  readonly method: string
  /** The request target as it came, path and query. */
  readonly uri: string
  /** The first header of that name (in lower case), or null. */
  header(name: string): string | null
  /** The body; empty without one. At most as much as a buffer holds. */
  readonly body: string
}

/** Answers a request at once. */
export type HttpService = (request: ServiceRequest) => Reply

/**
 * Lets `service` answer the transaction of `context`, which waits for the body first. `name` stands for the server in
 * logs. To be called as a rule: it gives the rule's verdict, and is called again after `wait`.
 */
export function answerByService(context: SampleContext, service: HttpService, name: string): Verdict {
  const transaction = context.transaction!
  const { request } = transaction
  const { bytes, isWhole, isFull } = transaction.peekBody()
  if (!isWhole && !isFull) {
    transaction.waitForBody()
    return verdicts.wait
  }
  transaction.stopWaitingForBody()
  transaction.serviceName = name
  transaction.serverAssignedAtMs = transaction.connectedAtMs = transaction.responseAtMs = transaction.requestAtMs
  countIntercepted(transaction)
  const reply = service({
    method: request.method,
    uri: request.pathAndQuery,
    header: (wanted) => request.all(headerNeedle(wanted))[0] ?? null,
    body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
  })
  const error = new ProxyError('l4/local', 'proxy', 'R', false)
  deliverLocal(transaction, localReply(transaction, reply), error, false)
  return verdicts.done
}

/** An answer that filters have their part in: HAProxy compresses its statistics. */
function localReply(transaction: Transaction, reply: Reply): LocalResponse {
  const message = transaction.client.localResponse
  message.reset()
  message.setHead(`HTTP/1.1 ${reply.status} ${reply.reason}\r\n${reply.headers}\r\n`, reply.headerCount)
  message.version = 11
  message.status = reply.status
  message.contentLength = reply.body.length
  return new LocalResponse(transaction, message, {
    pieces: reply.body === '' ? [] : [Buffer.from(reply.body, 'latin1')],
    trailers: '',
    release() {},
  })
}
