/** A client's request on its way to a server: its head with what is there of the body, and the rest as it comes. */
import type { DataPipeline } from '@weir/l4'
import type { ClientStream } from './client-stream.ts'
import { endByInvalidBody } from './failures.ts'
import { keepSentBody } from './retry.ts'
import type { ServerLink } from './server-link.ts'
import type { Transaction } from './transaction.ts'

/** Sends the request's head and what is there of its body in one go. */
export function sendRequest(client: ClientStream, link: ServerLink, head: string): void {
  const transaction = client.transaction!
  if (client.isReadingBody) sendWithBody(client, transaction, link, head)
  else sendWhole(transaction, link, head)
}

/** The body has been read before, if there was one. */
function sendWhole(transaction: Transaction, link: ServerLink, head: string): void {
  const { sentBody } = transaction
  if (sentBody === null) link.sendText(head)
  else {
    transaction.requestBytesOut += sentBody.length
    link.sendTextAndData(head, sentBody)
  }
  transaction.onRequestDone()
}

function sendWithBody(client: ClientStream, transaction: Transaction, link: ServerLink, head: string): void {
  const { input, body } = client
  const isOwn = !input.isAtHand
  if (isOwn) input.takeKept()
  let isRoom: boolean
  if (transaction.requestPipeline === null) {
    if (!readBody(client, transaction)) return
    transaction.requestBytesOut += body.contentBytes
    keepSentBody(transaction, body.data, true)
    isRoom = body.data.length === 0 ? link.sendText(head) : link.sendTextAndData(head, body.data)
    if (!isRoom) client.pause()
    client.bodyMoved(transaction)
  } else {
    link.sendText(head)
    isRoom = filterBody(client, transaction, transaction.requestPipeline)
  }
  if (!isOwn) return
  input.keepRest()
  if (isRoom && client.isReadingBody) client.resume()
}

/** Sends on what is at hand of the body. False: there is nothing more to be done with it at present. */
export function forwardBody(client: ClientStream, transaction: Transaction): boolean {
  const link = transaction.serverLink
  if (link === null || !transaction.isForwarding) {
    if (transaction.wantsBody) transaction.onBodyBytes()
    else if (client.input.hasBytes) client.pause()
    return false
  }
  if (!client.input.hasBytes) return false
  if (transaction.requestPipeline !== null) return filterBody(client, transaction, transaction.requestPipeline)
  if (!readBody(client, transaction)) return false
  const { body } = client
  transaction.requestBytesOut += body.contentBytes
  keepSentBody(transaction, body.data, false)
  if (!link.send(body.data)) client.pause()
  client.bodyMoved(transaction)
  return true
}

/** Gives content to filters, which send it on when they like. False: they have no room for more. */
function filterBody(client: ClientStream, transaction: Transaction, pipeline: DataPipeline): boolean {
  const { body } = client
  body.framesChunks = false
  if (!readBody(client, transaction)) return false
  if (body.isDone) {
    client.endBody()
    pipeline.write(body.data, true)
    return true
  }
  const isRoom = pipeline.write(body.data, false)
  if (isRoom) client.bodyMoved(transaction)
  else client.holdBody()
  return isRoom
}

/** False: the body is malformed, and the transaction over. */
function readBody({ input, body }: ClientStream, transaction: Transaction): boolean {
  input.read(body)
  if (body.hasFailed) {
    input.skip()
    endByInvalidBody(transaction)
    return false
  }
  transaction.bytesIn += body.contentBytes
  return true
}
