import { pathAndQuery } from './uri.ts'

/**
 * One HTTP message head as one normalised byte string: start line and headers with lower-case names, `name: value`,
 * one CRLF a line and an empty line at the end, whatever the peer's spelling was. That string is the only
 * representation: it is what goes out unless something edits it, and what a header is looked up in.
 *
 *   GET /path HTTP/1.1⏎host: example.com⏎accept: text/html⏎⏎
 *      ^methodEnd      ^lineEnd
 */
export class Message {
  head = ''
  /** Index of the CR that ends the start line. */
  lineEnd = 0
  /** Requests: index of the space after the method. */
  methodEnd = 0
  /** Responses: the status code. */
  status = 0
  /** 10 or 11: HTTP/1.0 or HTTP/1.1. Anything below 1.1 counts as 1.0. */
  version = 11
  /** The version as received, two digits: 11, but 20 for HTTP/2.0 in an HTTP/1 request line. */
  receivedVersion = 11
  headerCount = 0
  /** Bytes of body announced by Content-Length; -1 without. */
  contentLength = -1
  isChunked = false
  /** Tokens of the Connection header that are taken out of the head. */
  hasClose = false
  hasKeepAlive = false
  /** Connection names `upgrade`, and there is an Upgrade header. */
  hasConnectionUpgrade = false
  hasUpgrade = false
  expectsContinue = false
  /** Both Transfer-Encoding and Content-Length were present (RFC 9112 §6.3): the connection does not outlive it. */
  hasUnsafeFraming = false

  reset(): void {
    this.head = ''
    this.lineEnd = 0
    this.methodEnd = 0
    this.status = 0
    this.version = 11
    this.receivedVersion = 11
    this.headerCount = 0
    this.contentLength = -1
    this.isChunked = false
    this.hasClose = false
    this.hasKeepAlive = false
    this.hasConnectionUpgrade = false
    this.hasUpgrade = false
    this.expectsContinue = false
    this.hasUnsafeFraming = false
  }

  /** The start line without its CRLF. */
  get startLine(): string {
    return this.head.slice(0, this.lineEnd)
  }

  get method(): string {
    return this.head.slice(0, this.methodEnd)
  }

  /** The request target as received or as rules left it. */
  get uri(): string {
    return this.head.slice(this.methodEnd + 1, this.lineEnd - 9)
  }

  /** The same without scheme and authority, which proxies and HTTP/2 clients name in front. */
  get pathAndQuery(): string {
    const { uri } = this
    return pathAndQuery(uri) ?? uri
  }

  /** `HTTP/1.1` of a request. */
  get requestVersion(): string {
    return this.head.slice(this.lineEnd - 8, this.lineEnd)
  }

  /** `HTTP/1.1` of a response. */
  get responseVersion(): string {
    return this.head.slice(0, 8)
  }

  get reason(): string {
    return this.head.slice(13, this.lineEnd)
  }

  /** True for a request with `method`, without building a string. */
  isMethod(method: string): boolean {
    return this.methodEnd === method.length && this.head.startsWith(method)
  }

  setRequestLine(method: string, uri: string): void {
    const rest = this.head.slice(this.lineEnd - 9)
    this.head = `${method} ${uri}${rest}`
    this.methodEnd = method.length
    this.lineEnd = method.length + 1 + uri.length + 9
  }

  setStatus(status: number, reason: string): void {
    const line = `${this.responseVersion} ${status} ${reason}`
    this.head = line + this.head.slice(this.lineEnd)
    this.lineEnd = line.length
    this.status = status
  }

  /** The value of the first header that `needle` names, or null. See `headerNeedle`. */
  first(needle: string): string | null {
    const head = this.head
    const at = head.indexOf(needle, this.lineEnd)
    if (at < 0) return null
    const start = at + needle.length
    return head.slice(start, head.indexOf('\r\n', start))
  }

  /** The value of the only header that `needle` names; null when there is none, undefined when there are several. */
  only(needle: string): string | null | undefined {
    const head = this.head
    const at = head.indexOf(needle, this.lineEnd)
    if (at < 0) return null
    const start = at + needle.length
    const end = head.indexOf('\r\n', start)
    return head.indexOf(needle, end) < 0 ? head.slice(start, end) : undefined
  }

  has(needle: string): boolean {
    return this.head.indexOf(needle, this.lineEnd) >= 0
  }

  /** The values of all headers that `needle` names, in order. */
  all(needle: string): string[] {
    const head = this.head
    const values: string[] = []
    for (let at = head.indexOf(needle, this.lineEnd); at >= 0; ) {
      const start = at + needle.length
      const end = head.indexOf('\r\n', start)
      values.push(head.slice(start, end))
      at = head.indexOf(needle, end)
    }
    return values
  }

  /** Every header in order, as `[name, value]`. */
  entries(): [string, string][] {
    const head = this.head
    const found: [string, string][] = []
    for (let start = this.lineEnd + 2; start < head.length - 2; ) {
      const end = head.indexOf('\r\n', start)
      const colon = head.indexOf(': ', start)
      found.push([head.slice(start, colon), head.slice(colon + 2, end)])
      start = end + 2
    }
    return found
  }

  /** Appends a header. `name` is in lower case, `value` free of CR, LF and NUL. */
  add(name: string, value: string): void {
    this.head = `${this.head.slice(0, -2)}${name}: ${value}\r\n\r\n`
    this.headerCount++
  }

  /** Appends whole lines, each with its CRLF. */
  addLines(lines: string, count: number): void {
    this.head = `${this.head.slice(0, -2)}${lines}\r\n`
    this.headerCount += count
  }

  /** Removes every header that `needle` names; says how many there were. */
  remove(needle: string): number {
    let removed = 0
    for (let at = this.head.indexOf(needle, this.lineEnd); at >= 0; at = this.head.indexOf(needle, at)) {
      const end = this.head.indexOf('\r\n', at + needle.length)
      this.head = this.head.slice(0, at) + this.head.slice(end)
      removed++
    }
    this.headerCount -= removed
    return removed
  }

  /**
   * Rebuilds the header lines: `edit` gets each name and value and gives the new value, or null to drop the line.
   * Says whether anything changed.
   */
  edit(edit: (name: string, value: string) => string | null): boolean {
    let lines = ''
    let count = 0
    let changed = false
    for (const [name, value] of this.entries()) {
      const edited = edit(name, value)
      if (edited !== value) changed = true
      if (edited === null) continue
      lines += `${name}: ${edited}\r\n`
      count++
    }
    if (changed) {
      this.head = `${this.head.slice(0, this.lineEnd + 2)}${lines}\r\n`
      this.headerCount = count
    }
    return changed
  }

  /** Undoes edits: `head` was this message's before. */
  takeBack(head: string, headerCount: number): void {
    this.setHead(head, headerCount)
    if (this.status === 0) this.methodEnd = head.indexOf(' ')
  }

  /** Takes a head built elsewhere: start line and header lines, normalised as described above. */
  setHead(head: string, headerCount: number): void {
    this.head = head
    this.lineEnd = head.indexOf('\r\n')
    this.headerCount = headerCount
  }

  /**
   * The size under which byte counters account for this head: HAProxy counts a message in its internal form, 20 bytes
   * and the three words for the start line, names and values for headers, one byte for the end (seen in `%B` and `%U`).
   */
  get countedBytes(): number {
    return this.head.length + 15 - 4 * this.headerCount
  }

  /** What this head takes in a buffer. */
  get bufferedBytes(): number {
    return bufferedBytes(this.head.length, this.headerCount)
  }
}

/** What each part of a message takes in a buffer beside its bytes: the start line, each header, their end, the body. */
export const partBytes = 8

/**
 * What a head of that length takes in a buffer. As HAProxy, which keeps 48 bytes for the buffer itself and 8 for each part
 * (seen in `req.body_len`, and in what error files may hold).
 */
export function bufferedBytes(headLength: number, headerCount: number): number {
  return 48 + headLength + 15 - 4 * headerCount + partBytes * (headerCount + 2)
}

/** What to look a header up with: `\r\nname: ` in lower case. Build it once, when a rule is bound. */
export function headerNeedle(name: string): string {
  return `\r\n${name.toLowerCase()}: `
}
