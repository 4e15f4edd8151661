const reasons: Readonly<Record<number, string>> = { 200: 'OK', 302: 'Moved Temporarily' }

/** More of a head than this is not waited for. */
const headLimit = 65536

/** What a response depends on beside the script. */
export interface CgiSettings {
  /** The connection does not outlive the response. */
  readonly isLast: boolean
  /** Of a HEAD request: whatever body there is goes nowhere. */
  readonly isHead: boolean
  /** For a response without one. */
  readonly date: string
}

/**
 * Turns the answer of a CGI script (RFC 3875 §6) into an HTTP/1.1 response: the status out of its header, and chunks
 * unless the script has told the length.
 */
export class CgiResponse {
  readonly #settings: CgiSettings
  #head = ''
  #hasBegun = false
  #isChunked = false
  /** Bytes of the body that were promised and have not come; negative without a promise. */
  #missing = -1

  constructor(settings: CgiSettings) {
    this.#settings = settings
  }

  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** The script has ended before the length that it told. */
  get isShort(): boolean {
    return this.#missing > 0 && !this.#settings.isHead
  }

  /** What goes on for bytes of the script; null when its head is none. */
  write(content: Uint8Array): Uint8Array | null {
    if (this.#hasBegun) return this.#frame(content)
    this.#head += Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1')
    const end = /\r?\n\r?\n/.exec(this.#head)
    if (end === null) return this.#head.length > headLimit ? null : new Uint8Array(0)
    const head = this.#begin(this.#head.slice(0, end.index).split(/\r?\n/))
    if (head === null) return null
    const rest = Buffer.from(this.#head.slice(end.index + end[0].length), 'latin1')
    this.#head = ''
    this.#hasBegun = true
    return Buffer.concat([Buffer.from(head, 'latin1'), this.#frame(rest)])
  }

  /** What goes on behind the last byte; null when there was not even a head. */
  end(): Uint8Array | null {
    if (!this.#hasBegun) return null
    return this.#isChunked && !this.#settings.isHead ? Buffer.from('0\r\n\r\n') : new Uint8Array(0)
  }

  #begin(lines: readonly string[]): string | null {
    let status = 200
    let reason: string | null = null
    let hasStatus = false
    let hasLocation = false
    const kept: string[] = []
    this.#isChunked = true
    for (const line of lines) {
      const colon = line.indexOf(':')
      if (colon <= 0 || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(line.slice(0, colon))) return null
      const name = line.slice(0, colon).toLowerCase()
      const value = line.slice(colon + 1).trim()
      if (name === 'status') {
        const found = /^(\d{3})(?:\s+(.*))?$/.exec(value)
        if (found === null) return null
        status = Number(found[1])
        reason = found[2] ?? ''
        hasStatus = true
        continue
      }
      if (name === 'transfer-encoding' || name === 'connection') continue
      if (name === 'location') hasLocation = true
      if (name === 'content-length') {
        if (!/^\d{1,15}$/.test(value)) return null
        this.#isChunked = false
        this.#missing = Number(value)
      }
      kept.push(`${name}: ${value}`)
    }
    if (!hasStatus && hasLocation) status = 302
    if (status < 200 || status === 204 || status === 304) this.#isChunked = false
    if (this.#isChunked) kept.push('transfer-encoding: chunked')
    if (!kept.some((line) => line.startsWith('date: '))) kept.push(`date: ${this.#settings.date}`)
    if (this.#settings.isLast) kept.push('connection: close')
    return `HTTP/1.1 ${status} ${reason ?? reasons[status] ?? ''}\r\n${kept.join('\r\n')}\r\n\r\n`
  }

  #frame(content: Uint8Array): Uint8Array {
    if (this.#settings.isHead) return new Uint8Array(0)
    this.#missing -= content.length
    if (!this.#isChunked || content.length === 0) return content
    return Buffer.concat([Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n')])
  }
}
