/** Finds where an HTTP/1 message ends, so that a script can read exactly one. It judges framing only, never validity. */

export type MessageKind = 'request' | 'response' | 'response-to-head'

/**
 * Returns the offset just past the message that starts at `from`, or -1 while it is incomplete.
 * `closed` tells that no byte will follow, which ends a close-delimited response.
 */
export function findMessageEnd(bytes: string, from: number, kind: MessageKind, closed: boolean): number {
  const headEnd = bytes.indexOf('\r\n\r\n', from)
  if (headEnd < 0) return -1
  const bodyStart = headEnd + 4
  const head = bytes.slice(from, headEnd)
  if (kind !== 'request' && hasNoBody(head, kind)) return bodyStart
  if (/^transfer-encoding:.*chunked/im.test(head)) return findChunkedEnd(bytes, bodyStart)
  const length = /^content-length:[ \t]*(\d+)/im.exec(head)?.[1]
  if (length !== undefined) {
    const end = bodyStart + Number(length)
    return bytes.length >= end ? end : -1
  }
  if (kind === 'request') return bodyStart
  return closed ? bytes.length : -1
}

function hasNoBody(head: string, kind: MessageKind): boolean {
  if (kind === 'response-to-head') return true
  const status = Number(/^\S+ (\d{3})/.exec(head)?.[1] ?? 0)
  return (status >= 100 && status < 200) || status === 204 || status === 304
}

function findChunkedEnd(bytes: string, from: number): number {
  let at = from
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd < 0) return -1
    const size = Number.parseInt(bytes.slice(at, lineEnd), 16)
    if (Number.isNaN(size)) return bytes.length
    if (size === 0) {
      if (bytes.startsWith('\r\n', lineEnd + 2)) return lineEnd + 4
      const trailersEnd = bytes.indexOf('\r\n\r\n', lineEnd)
      return trailersEnd < 0 ? -1 : trailersEnd + 4
    }
    at = lineEnd + 2 + size + 2
    if (at > bytes.length) return -1
  }
}
