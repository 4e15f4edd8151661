import type { HpackEncoder } from './hpack/encoder.ts'

/** RFC 9113 §8.2.2: what speaks of the connection is not sent on; nor what answers to a key that HTTP/2 does not have. */
const connectionFields: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'sec-websocket-accept',
])

/** What a tunnel begins with in HTTP/1; in HTTP/2 it is 200 (RFC 8441 §5). */
const switchingProtocols = '101'

/** The status of the head in `text`. */
export const statusOf = (text: string): number => Number(text.slice(9, 12))

/**
 * Encodes a response's head, given as HTTP/1 would send it with names in lower case: `text[0 … end)`, where `end` is
 * behind the empty line.
 */
export function encodeResponse(encoder: HpackEncoder, text: string, end: number): void {
  const status = text.slice(9, 12)
  encoder.field(':status', status === switchingProtocols ? '200' : status)
  encodeLines(encoder, text, text.indexOf('\r\n') + 2, end - 2)
}

/** Encodes lines `name: value` with their CRLF in `text[start … end)`. */
export function encodeLines(encoder: HpackEncoder, text: string, start: number, end: number): void {
  for (let at = start; at < end; ) {
    const lineEnd = text.indexOf('\r\n', at)
    const colon = text.indexOf(':', at)
    const name = text.slice(at, colon)
    if (!connectionFields.has(name)) encoder.field(name, text.slice(colon + 2, lineEnd))
    at = lineEnd + 2
  }
}
