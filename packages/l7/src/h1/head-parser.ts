import type { Message } from '../message.ts'
import { allocateLatin, isDigit, type LatinBuffer, octetsOf, targetOctet, tokenLower } from './bytes.ts'
import { incomplete, refused } from './outcome.ts'
import { readVersion, skipEmptyLines, writeVersion } from './start-line.ts'
import { checkTarget } from './target.ts'

const lf = 10
const cr = 13
const space = 32
const tab = 9
const colon = 58

const names = {
  te: octetsOf('te'),
  host: octetsOf('host'),
  expect: octetsOf('expect'),
  upgrade: octetsOf('upgrade'),
  connection: octetsOf('connection'),
  contentLength: octetsOf('content-length'),
  transferEncoding: octetsOf('transfer-encoding'),
}

export interface HeadLimits {
  /** `tune.bufsize` less `tune.maxrewrite`: what a head may take of a buffer. */
  readonly headBytes: number
  /** What it may have as received, where blanks count that are not kept. */
  readonly receivedBytes: number
  /** `tune.http.maxhdr`: one of them is the start line. */
  readonly headerCount: number
  /** `h1-accept-payload-with-any-method`: bodies of GET, HEAD and DELETE requests of HTTP/1.0, too. */
  readonly acceptsAnyPayload?: boolean
  /** `h1-do-not-close-on-insecure-transfer-encoding`: a connection may outlive a message with both kinds of framing. */
  readonly trustsDoubleFraming?: boolean
}

/** What HAProxy keeps of a buffer when it reads into it (seen in the oracle). */
const unreadBytes = 64

/** The limits that a buffer sets. */
export const headLimits = (bufferBytes: number, messageBytes: number) => ({
  headBytes: messageBytes,
  receivedBytes: Math.max(1, bufferBytes - unreadBytes),
})

export const defaultLimits: HeadLimits = { ...headLimits(16384, 15360), headerCount: 101 }

/**
 * Scans a request or response head once and writes it normalised into a scratch buffer, from which one string is made
 * (see `Message`). Stateless between heads: when the end is missing it says so, and the caller comes back with more
 * bytes from the first one on. One per thread.
 *
 * Refused as HAProxy refuses (RFC 9112 §2.2, §3, §5, §6.3, seen against the oracle): NUL anywhere, a CR without LF,
 * a space before the colon, an invalid name, differing Content-Length or Host values, a Transfer-Encoding that is not
 * `chunked` alone. A bare LF ends a line; a folded line is joined with spaces.
 */
export class HeadParser {
  readonly limits: HeadLimits
  /** The status a refused request is answered with; 502 stands for any refused response. */
  errorStatus = 400
  /** `option accept-unsafe-violations-in-http-request|response`. */
  isLenient = false
  readonly #out: LatinBuffer
  #at = 0
  #hostStart = -1
  #hostEnd = -1
  #lengthStart = -1
  #length = -1
  #hasCodings = false
  #endsInChunked = false
  #hasOtherCoding = false

  constructor(limits: HeadLimits = defaultLimits) {
    this.limits = limits
    this.#out = allocateLatin(limits.receivedBytes * 3 + 64)
  }

  /** Returns the offset behind the head, `incomplete`, or `refused`. Fills `message` only in the first case. */
  parseRequest(bytes: Uint8Array, start: number, end: number, message: Message): number {
    this.errorStatus = 400
    const scanEnd = Math.min(end, start + this.limits.receivedBytes)
    return this.#limited(this.#requestLine(bytes, start, scanEnd, message), end - start, message)
  }

  /** The same for a response. */
  parseResponse(bytes: Uint8Array, start: number, end: number, message: Message): number {
    this.errorStatus = 502
    const scanEnd = Math.min(end, start + this.limits.receivedBytes)
    return this.#limited(this.#statusLine(bytes, start, scanEnd, message), end - start, message)
  }

  #limited(result: number, length: number, message: Message): number {
    if (result === incomplete) return length >= this.limits.receivedBytes ? refused : incomplete
    return result !== refused && message.bufferedBytes > this.limits.headBytes ? refused : result
  }

  #requestLine(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const out = this.#out
    let at = skipEmptyLines(bytes, start, end)
    if (at === refused) return refused
    let to = 0
    let octet = 0
    // Method.
    for (; at < end; at++) {
      octet = bytes[at]!
      if (tokenLower[octet] === 0) break
      out[to++] = octet
    }
    if (at === end) return incomplete
    if (to === 0 || (octet !== space && octet !== tab)) return refused
    const methodEnd = to
    if (to === 3 && this.#isPreface()) return refused
    out[to++] = space
    while (at < end && ((octet = bytes[at]!) === space || octet === tab)) at++
    if (at === end) return incomplete
    // Target.
    for (; at < end; at++) {
      octet = bytes[at]!
      if (targetOctet[octet] === 0) {
        if (octet === space || octet === tab) break
        if (this.isLenient && (octet === 0x23 || octet > 127)) {
          out[to++] = octet
          continue
        }
        return refused
      }
      out[to++] = octet
    }
    if (at === end) return incomplete
    if (to === methodEnd + 1) return refused
    const targetEnd = to
    while (at < end && ((octet = bytes[at]!) === space || octet === tab)) at++
    const version = readVersion(bytes, at, end)
    if (version <= 0) return version
    at += 8
    if (at === end) return incomplete
    octet = bytes[at]!
    if (octet === cr) {
      if (++at === end) return incomplete
      octet = bytes[at]!
    }
    if (octet !== lf) return refused
    at++
    to = writeVersion(out, to, version)
    const lineEnd = to
    out[to++] = cr
    out[to++] = lf

    message.version = version >= 11 ? 11 : 10
    message.receivedVersion = version
    message.lineEnd = lineEnd
    message.methodEnd = methodEnd
    message.status = 0
    const after = this.#headers(bytes, at, end, to, message)
    if (after <= 0) return after
    if (message.isChunked && message.contentLength >= 0) this.#dropLength(message)
    if (message.version === 10) {
      // RFC 9112 §6.1: HTTP/1.0 knows no chunks, so the framing cannot be trusted.
      if (message.isChunked) message.hasUnsafeFraming = true
      if (this.limits.acceptsAnyPayload !== true && this.#hasUnlikelyPayload(message)) {
        this.errorStatus = 413
        return refused
      }
    }
    if (out[methodEnd + 1] !== 0x2f || this.#isConnect(methodEnd)) {
      if (!checkTarget(message, targetEnd, this.isLenient)) return refused
    }
    if (message.hasUpgrade && message.hasConnectionUpgrade && !this.isLenient && lacksWebSocketKey(message)) {
      return refused
    }
    return after
  }

  /** A body behind a method of HTTP/1.0 that old servers expect none with: they would take it for a request. */
  #hasUnlikelyPayload(message: Message): boolean {
    if (!message.isChunked && message.contentLength <= 0) return false
    const method = this.#out.latin1Slice(0, message.methodEnd)
    return method === 'GET' || method === 'HEAD' || method === 'DELETE'
  }

  /** RFC 9112 §6.3: Transfer-Encoding overrides, and the length must not go on. */
  #dropLength(message: Message): void {
    message.remove('\r\ncontent-length: ')
    message.contentLength = -1
    if (this.limits.trustsDoubleFraming !== true) message.hasUnsafeFraming = true
  }

  /** The preface of HTTP/2 begins like a request, which it must never be taken for (RFC 9113 §3.4). */
  #isPreface(): boolean {
    return this.#out[0] === 0x50 && this.#out[1] === 0x52 && this.#out[2] === 0x49
  }

  #isConnect(methodEnd: number): boolean {
    return methodEnd === 7 && this.#out[0] === 0x43 && this.#out.latin1Slice(0, 7) === 'CONNECT'
  }

  #statusLine(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const out = this.#out
    let at = skipEmptyLines(bytes, start, end)
    if (at === refused) return refused
    const version = readVersion(bytes, at, end)
    if (version <= 0) return version
    at += 8
    if (at === end) return incomplete
    let to = writeVersion(out, -1, version)
    let octet = bytes[at]!
    if (octet !== space && octet !== tab) return refused
    while (at < end && ((octet = bytes[at]!) === space || octet === tab)) at++
    let status = 0
    let digits = 0
    for (; at < end && isDigit((octet = bytes[at]!)); at++) {
      status = status * 10 + octet - 48
      digits++
      if (digits > (this.isLenient ? 5 : 3)) return refused
    }
    if (at === end) return incomplete
    if (status < 100 || status > 65535) return refused
    if (octet !== space && octet !== tab && octet !== cr && octet !== lf) return refused
    to += out.latin1Write(` ${status} `, to)
    while (at < end && ((octet = bytes[at]!) === space || octet === tab)) at++
    for (; at < end; at++) {
      octet = bytes[at]!
      if (octet === cr || octet === lf) break
      if (octet === 0) return refused
      out[to++] = octet
    }
    if (at === end) return incomplete
    if (octet === cr) {
      if (++at === end) return incomplete
      octet = bytes[at]!
    }
    if (octet !== lf) return refused
    at++
    message.version = version >= 11 ? 11 : 10
    message.receivedVersion = version
    message.lineEnd = to
    message.methodEnd = 0
    message.status = status
    out[to++] = cr
    out[to++] = lf
    const after = this.#headers(bytes, at, end, to, message)
    if (after > 0 && message.isChunked && message.contentLength >= 0) this.#dropLength(message)
    return after
  }

  #headers(bytes: Uint8Array, from: number, end: number, outAt: number, message: Message): number {
    const out = this.#out
    let at = from
    let to = outAt
    let count = 0
    message.hasClose = false
    message.hasKeepAlive = false
    message.hasConnectionUpgrade = false
    message.hasUpgrade = false
    message.expectsContinue = false
    message.hasUnsafeFraming = false
    this.#hostStart = -1
    this.#lengthStart = -1
    this.#length = -1
    this.#hasCodings = false
    this.#endsInChunked = false
    this.#hasOtherCoding = false
    for (;;) {
      if (at >= end) return incomplete
      let octet = bytes[at]!
      if (octet === cr) {
        if (at + 1 >= end) return incomplete
        if (bytes[at + 1] !== lf) return refused
        at += 2
        break
      }
      if (octet === lf) {
        at++
        break
      }
      const lineStart = to
      // Name.
      let isNameBad = false
      for (;;) {
        const lower = tokenLower[octet]!
        if (lower === 0) {
          if (octet === colon) break
          if (!this.isLenient || octet === cr || octet === lf || octet === space || octet === tab) return refused
          isNameBad = true
        }
        out[to++] = lower
        if (++at === end) return incomplete
        octet = bytes[at]!
      }
      const nameLength = to - lineStart
      if (nameLength === 0) return refused
      out[to++] = colon
      out[to++] = space
      at++
      const valueStart = to
      // Leading white space, then the value; a line that goes on is joined.
      for (;;) {
        while (at < end && ((octet = bytes[at]!) === space || octet === tab) && to === valueStart) at++
        for (; at < end; at++) {
          octet = bytes[at]!
          if (octet <= cr && (octet === lf || octet === cr || octet === 0)) {
            if (octet !== 0) break
            if (!this.isLenient) return refused
          }
          out[to++] = octet
        }
        if (at >= end) return incomplete
        let joint = 1
        if (octet === cr) {
          if (++at === end) return incomplete
          if (bytes[at] !== lf) return refused
          joint = 2
        }
        if (++at === end) return incomplete
        octet = bytes[at]!
        if (octet !== space && octet !== tab) break
        if (to > valueStart) for (; joint > 0; joint--) out[to++] = space
      }
      while (to > valueStart && ((octet = out[to - 1]!) === space || octet === tab)) to--
      if (isNameBad) {
        to = lineStart
        continue
      }
      if (++count >= this.limits.headerCount) return refused
      out[to++] = cr
      out[to++] = lf
      // Names that the proxy itself minds, told apart by length and first letter.
      this.#at = to
      switch (nameLength) {
        case 2:
          if (out[lineStart] === 0x74 && isName(out, lineStart, names.te)) count += this.#te(lineStart, valueStart)
          break
        case 4:
          if (out[lineStart] === 0x68 && isName(out, lineStart, names.host)) {
            const added = this.#host(lineStart, valueStart, message)
            if (added > 0) return refused
            count += added
          }
          break
        case 6:
          if (out[lineStart] === 0x65 && isName(out, lineStart, names.expect)) {
            message.expectsContinue = out.latin1Slice(valueStart, to - 2).toLowerCase() === '100-continue'
          }
          break
        case 7:
          if (out[lineStart] === 0x75 && isName(out, lineStart, names.upgrade)) message.hasUpgrade = true
          break
        case 10:
          if (out[lineStart] === 0x63 && isName(out, lineStart, names.connection)) {
            count += this.#connection(lineStart, valueStart, message)
          }
          break
        case 14:
          if (out[lineStart] === 0x63 && isName(out, lineStart, names.contentLength)) {
            const added = this.#contentLength(lineStart, valueStart)
            if (added > 0) return refused
            count += added
          }
          break
        case 17:
          if (out[lineStart] === 0x74 && isName(out, lineStart, names.transferEncoding)) {
            if (!this.#transferEncoding(valueStart)) return refused
          }
          break
      }
      to = this.#at
    }
    out[to++] = cr
    out[to++] = lf
    if (this.#hasCodings && !this.#settleCodings()) return refused
    message.isChunked = this.#hasCodings
    message.contentLength = this.#length
    message.headerCount = count
    message.head = out.latin1Slice(0, to)
    return at
  }

  /** Only `trailers` passes (RFC 9110 §10.1.4: TE is for one hop). Gives the change of the header count. */
  #te(lineStart: number, valueStart: number): number {
    const value = this.#out.latin1Slice(valueStart, this.#at - 2).toLowerCase()
    const hasTrailers = value.split(',').some((coding) => coding.trim() === 'trailers')
    this.#at = lineStart
    if (!hasTrailers) return -1
    this.#at += this.#out.latin1Write('te: trailers\r\n', lineStart)
    return 0
  }

  /** A repeated, equal Host is dropped (-1), a differing one refused (1). */
  #host(lineStart: number, valueStart: number, message: Message): number {
    const out = this.#out
    const valueEnd = this.#at - 2
    if (this.#hostStart < 0) {
      this.#hostStart = valueStart
      this.#hostEnd = valueEnd
      return 0
    }
    if (message.status !== 0) return 0
    const first = out.latin1Slice(this.#hostStart, this.#hostEnd)
    if (first.toLowerCase() !== out.latin1Slice(valueStart, valueEnd).toLowerCase()) return 1
    this.#at = lineStart
    return -1
  }

  /** Takes `close` and `keep-alive` out, and the whole line when nothing is left. */
  #connection(lineStart: number, valueStart: number, message: Message): number {
    const out = this.#out
    const valueEnd = this.#at - 2
    if (valueEnd - valueStart === 10 && out.latin1Slice(valueStart, valueEnd).toLowerCase() === 'keep-alive') {
      message.hasKeepAlive = true
      this.#at = lineStart
      return -1
    }
    const kept: string[] = []
    for (const token of out.latin1Slice(valueStart, valueEnd).split(',')) {
      const trimmed = token.trim()
      const lower = trimmed.toLowerCase()
      if (lower === 'close') message.hasClose = true
      else if (lower === 'keep-alive') message.hasKeepAlive = true
      else {
        if (lower === 'upgrade') message.hasConnectionUpgrade = true
        if (trimmed !== '') kept.push(trimmed)
      }
    }
    this.#at = lineStart
    if (kept.length === 0) return -1
    this.#at += out.latin1Write(`connection: ${kept.join(', ')}\r\n`, lineStart)
    return 0
  }

  /** -1: a repetition, dropped; 0: kept; 1: invalid or differing. */
  #contentLength(lineStart: number, valueStart: number): number {
    const out = this.#out
    const valueEnd = this.#at - 2
    let digits = 0
    let length = 0
    let firstEnd = -1
    for (let at = valueStart; at <= valueEnd; at++) {
      const octet = at === valueEnd ? 0x2c : out[at]!
      if (isDigit(octet)) {
        if (firstEnd >= 0 && digits === 0 && out[at - 1] !== space && out[at - 1] !== 0x2c && out[at - 1] !== tab)
          return 1
        length = length * 10 + octet - 48
        if (length > Number.MAX_SAFE_INTEGER) return 1
        digits++
      } else if (octet === 0x2c) {
        if (digits === 0) return 1
        if (this.#length >= 0 && this.#length !== length) return 1
        this.#length = length
        if (firstEnd < 0) firstEnd = at
        digits = 0
        length = 0
      } else if (octet === space || octet === tab) {
        if (digits > 0 && !isListGap(out, at, valueEnd)) return 1
      } else return 1
    }
    if (this.#lengthStart >= 0) {
      this.#at = lineStart
      return -1
    }
    this.#lengthStart = lineStart
    if (firstEnd < valueEnd) {
      while (!isDigit(out[firstEnd - 1]!)) firstEnd--
      out[firstEnd] = cr
      out[firstEnd + 1] = lf
      this.#at = firstEnd + 2
    }
    return 0
  }

  /** Collects codings over all lines of the header. False: `chunked` is not the last, or comes twice. */
  #transferEncoding(valueStart: number): boolean {
    this.#hasCodings = true
    const value = this.#out.latin1Slice(valueStart, this.#at - 2).toLowerCase()
    for (const coding of value.split(',')) {
      if (this.#endsInChunked) return false
      if (coding.trim() === 'chunked') this.#endsInChunked = true
      else this.#hasOtherCoding = true
    }
    return true
  }

  /** RFC 9112 §6.1: `chunked` alone is known; other codings in front of it are 422, anything else is 400. */
  #settleCodings(): boolean {
    if (!this.#endsInChunked) return false
    if (this.#hasOtherCoding) {
      this.errorStatus = this.errorStatus === 502 ? 502 : 422
      return false
    }
    return true
  }
}

function isName(out: Uint8Array, start: number, name: Uint8Array): boolean {
  for (let index = 0; index < name.length; index++) if (out[start + index] !== name[index]) return false
  return true
}

/** White space inside a length list is only allowed next to a comma. */
function isListGap(out: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const octet = out[at]!
    if (octet !== space && octet !== tab) return octet === 0x2c
  }
  return true
}

/** A WebSocket handshake without its key is refused (RFC 6455 §4.2.1). */
function lacksWebSocketKey(message: Message): boolean {
  const upgrade = message.first('\r\nupgrade: ')
  return upgrade?.toLowerCase() === 'websocket' && !message.has('\r\nsec-websocket-key: ')
}
