import { ProxyError } from '@weir/base'
import { type SampleContext, type Verdict, verdicts } from '@weir/keyword'
import { HttpFrontend } from './http-proxy.ts'
import { headerNeedle } from './message.ts'
import type { Reply } from './reply.ts'

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
  if (transaction.frontend instanceof HttpFrontend) transaction.frontend.interceptedRequests++
  const reply = service({
    method: request.method,
    uri: request.uri,
    header: (wanted) => request.all(headerNeedle(wanted))[0] ?? null,
    body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
  })
  return transaction.answer(reply, new ProxyError('l4/local', 'proxy', 'R', false))
}
