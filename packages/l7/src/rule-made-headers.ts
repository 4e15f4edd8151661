/**
 * What rules have made of the headers that frame a message and keep its connection. HAProxy takes Connection's words to
 * heart wherever they came from, and never lets a rule change what a body is (seen in the oracle).
 */
import { splitList } from './header-values.ts'
import type { Message } from './message.ts'

const connectionNeedle = '\r\nconnection: '
const lengthNeedle = '\r\ncontent-length: '
const encodingNeedle = '\r\ntransfer-encoding: '

/** Takes `close` and `keep-alive` out of Connection lines, which go when nothing else stands there. True: `close` did. */
export function takeClose(message: Message): boolean {
  if (!message.has(connectionNeedle)) return false
  let closes = false
  message.edit((name, value) => {
    if (name !== 'connection') return value
    const tokens = splitList(value)
    const kept = tokens.filter((token) => !/^(?:close|keep-alive)$/i.test(token))
    if (kept.length === tokens.length) return value
    if (tokens.some((token) => /^close$/i.test(token))) closes = true
    return kept.length === 0 ? null : kept.join(', ')
  })
  return closes
}

/** True when the Connection header names the upgrade. */
export function namesUpgrade(message: Message): boolean {
  return message.all(connectionNeedle).some((value) => splitList(value).some((token) => /^upgrade$/i.test(token)))
}

/** Puts Content-Length and Transfer-Encoding back to what the message came with; HTTP/2 knows no chunks. */
export function restoreFraming(message: Message, httpMajor = 1): void {
  const length = message.only(lengthNeedle)
  const encoding = message.only(encodingNeedle)
  const namesChunks = message.isChunked && httpMajor === 1
  if (namesChunks) {
    if (length === null && encoding != null && /chunked$/i.test(encoding)) return
  } else if (message.contentLength >= 0) {
    if (encoding === null && length != null && Number(length) === message.contentLength) return
  } else if (length === null && encoding === null) return
  message.remove(lengthNeedle)
  message.remove(encodingNeedle)
  if (namesChunks) message.add('transfer-encoding', 'chunked')
  else if (message.contentLength >= 0) message.add('content-length', String(message.contentLength))
}
