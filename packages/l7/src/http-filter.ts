/** How filters take part in HTTP exchanges. */
import { DataPipeline, type DataStage, filtersOf } from '@weir/l4'
import { FramedSink } from './filtered-body.ts'
import type { Message } from './message.ts'
import { HeldHead, ResponsePipeline } from './response-pipeline.ts'
import { keepSentBody } from './retry.ts'
import type { Transaction } from './transaction.ts'

declare module '@weir/l4' {
  interface Filter {
    /** A request has passed all rules and goes to a server next. May edit it. */
    onRequest?(transaction: Transaction): void
    /** Takes part in the request's body: a stage for it, or null. May edit the head. */
    startRequestBody?(transaction: Transaction): DataStage | null
    /** A response has come; rules have not seen it yet. */
    onResponse?(transaction: Transaction, response: Message): void
    /** Takes part in the response's body, after all rules: a stage for it, or null. May edit the head. */
    startResponseBody?(transaction: Transaction, response: Message): DataStage | null
  }
}

/** Lets filters see the request, and puts those between client and server that have a part in its body. */
export function startRequestFilters(transaction: Transaction): void {
  const filters = filtersOf(transaction, 'request')
  for (const filter of filters) filter.onRequest?.(transaction)
  const { client } = transaction
  if (!client.hasRequestBody) return
  const stages = filters
    .map((filter) => filter.startRequestBody?.(transaction) ?? filter.startData?.(transaction, 'request') ?? null)
    .filter((stage) => stage !== null)
  if (stages.length === 0) return
  let hasSent = false
  const sink = new FramedSink({
    http: client.http,
    isChunked: client.request.isChunked || client.request.has('\r\ntransfer-encoding: '),
    trailers: () => client.body.trailers,
    send(bytes) {
      keepSentBody(transaction, bytes, !hasSent)
      hasSent = true
      client.sentOn()
      return transaction.serverLink!.send(bytes)
    },
    count(bytes) {
      transaction.requestBytesOut += bytes
    },
    end: () => transaction.onRequestDone(),
  })
  transaction.requestPipeline = new DataPipeline(stages, sink, () => client.letMoreCome())
}

/** Lets filters see a response before rules do. */
export function announceResponse(transaction: Transaction, response: Message): void {
  for (const filter of filtersOf(transaction, 'response')) filter.onResponse?.(transaction, response)
}

/** The same for an answer that no server gave, and of which filters have not seen the request either. */
export function prepareResponseFilters(transaction: Transaction, response: Message): void {
  for (const filter of filtersOf(transaction, 'request')) filter.onRequest?.(transaction)
  announceResponse(transaction, response)
}

/** Puts filters between server and client that have a part in the response's body. */
export function startResponseFilters(transaction: Transaction, response: Message): void {
  const stages = filtersOf(transaction, 'response')
    .map(
      (filter) =>
        filter.startResponseBody?.(transaction, response) ?? filter.startData?.(transaction, 'response') ?? null,
    )
    .filter((stage) => stage !== null)
  if (stages.length === 0) return
  const { client } = transaction
  const source = transaction.local ?? transaction.serverLink!
  const head = new HeldHead(client)
  const sink = new FramedSink({
    http: client.http,
    isChunked: client.framesChunks && response.has('\r\ntransfer-encoding: '),
    trailers: () => source.trailers,
    send: (bytes) => head.write(bytes),
    count(bytes) {
      transaction.responseBytesOut += bytes
    },
    end() {
      head.flush()
      source.flushed(transaction)
    },
  })
  transaction.responsePipeline = new ResponsePipeline(stages, sink, head, () => source.letMoreCome())
}
