/** Packed bodies differ by library: what is compared is their content. */
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { findMessageEnd } from './http-framing.ts'
import type { NormaliseRule } from './scenario.ts'

/** Puts in place of a packed, chunked body its coding, its content and its trailers. */
export const unpackedBodies: NormaliseRule = {
  pattern:
    /HTTP\/1\.1 \d{3} [^\r]*\r\n(?:[^\r\n]+\r\n)*content-encoding: (?:gzip|deflate)\r\n(?:[^\r\n]+\r\n)*\r\n[\s\S]*$/,
  replacement(response) {
    const bodyStart = response.indexOf('\r\n\r\n') + 4
    const end = findMessageEnd(response, 0, 'response', false)
    if (end < 0) return response
    const { content, trailers } = dechunk(response.slice(bodyStart, end))
    const head = response.slice(0, bodyStart)
    return `${head}<${unpack(content, head.includes('content-encoding: gzip'))}>\n${trailers}${response.slice(end)}`
  },
  reason: 'the two use different libraries to pack, which cut pieces elsewhere',
}

function dechunk(body: string): { readonly content: Buffer; readonly trailers: string } {
  const pieces: string[] = []
  let at = 0
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.slice(at, lineEnd), 16)
    at = lineEnd + 2
    if (size === 0) return { content: Buffer.from(pieces.join(''), 'latin1'), trailers: body.slice(at) }
    pieces.push(body.slice(at, at + size))
    at += size + 2
  }
}

function unpack(content: Buffer, isGzip: boolean): string {
  if (isGzip) return `gzip of: ${gunzipSync(content).toString('latin1')}`
  // The format of zlib begins with a byte that is no beginning of a bare deflate stream of either library.
  if (content[0] === 0x78) return `deflate of: ${inflateSync(content).toString('latin1')}`
  return `raw deflate of: ${inflateRawSync(content).toString('latin1')}`
}
