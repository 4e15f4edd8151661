import { createHash } from 'node:crypto'
import type { HpackEncoder } from './hpack/encoder.ts'
import { originForm } from './request-fields.ts'

/** RFC 9113 §8.2.2: what speaks of the connection is not sent on. */
const connectionFields: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
])

const absoluteForm = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?]*)/
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** What a server that accepts a WebSocket key adds to it (RFC 6455 §4.2.2). */
const webSocketGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/**
 * A request's head as HTTP/1 would send it, on its way to an HTTP/2 server (RFC 9113 §8.3.1, RFC 8441 §4):
 *
 *   GET http://a/path HTTP/1.1       ─▶ :method :scheme :authority :path
 *   GET /path HTTP/1.1, host: a      ─▶ :method :scheme :path, host
 *   CONNECT a:443 HTTP/1.1           ─▶ :method :authority
 *   connection: upgrade, upgrade: …  ─▶ :method CONNECT :scheme :authority :path :protocol
 */
export class RequestHead {
  readonly method: string
  /** Of the body that follows: 0 for none, -1 for one in chunks. */
  readonly bodyLength: number
  /** What the connection is asked to become; empty for a usual request. */
  readonly protocol: string
  readonly #text: string
  readonly #target: string

  constructor(text: string) {
    const methodEnd = text.indexOf(' ')
    const lineEnd = text.indexOf('\r\n')
    this.#text = text
    this.method = text.slice(0, methodEnd)
    this.#target = text.slice(methodEnd + 1, text.lastIndexOf(' ', lineEnd))
    if (this.#value('transfer-encoding') !== null) this.bodyLength = -1
    else this.bodyLength = Number(this.#value('content-length') ?? 0)
    this.protocol = this.#upgrade()
  }

  get isHead(): boolean {
    return this.method === 'HEAD'
  }

  /** Bytes go both ways as they are, once the answer says so. */
  get isTunnel(): boolean {
    return this.protocol !== '' || this.method === 'CONNECT'
  }

  #value(name: string): string | null {
    const needle = `\r\n${name}: `
    const at = this.#text.indexOf(needle)
    return at < 0 ? null : this.#text.slice(at + needle.length, this.#text.indexOf('\r\n', at + needle.length))
  }

  /** HTTP/2 in clear text is what is spoken already: an upgrade to it is passed over, as any may be. */
  #upgrade(): string {
    const protocol = this.#value('upgrade')
    if (protocol === null || !token.test(protocol) || protocol.toLowerCase() === 'h2c') return ''
    return /(?:^|[\s,])upgrade(?:$|[\s,])/i.test(this.#value('connection') ?? '') ? protocol : ''
  }

  /** What HTTP/1 adds to an answer that accepts the upgrade: lines with their CRLF. */
  acceptanceLines(): string {
    const lines = `connection: upgrade\r\nupgrade: ${this.protocol}\r\n`
    const key = this.#value('sec-websocket-key')
    if (key === null) return lines
    const accept = createHash('sha1').update(`${key}${webSocketGuid}`, 'latin1').digest('base64')
    return `${lines}sec-websocket-accept: ${accept}\r\n`
  }

  encode(encoder: HpackEncoder): void {
    const { method, protocol } = this
    const target = this.#target
    let authority: string
    if (method === 'CONNECT') {
      authority = target
      encoder.field(':method', method)
      encoder.field(':authority', authority)
    } else {
      const absolute = absoluteForm.exec(target)
      authority = absolute?.[2] ?? ''
      // RFC 8441 §4 wants one.
      if (authority === '' && protocol !== '') authority = this.#value('host') ?? ''
      encoder.field(':method', protocol === '' ? method : 'CONNECT')
      // Who sends a path alone has not said it: HAProxy takes it for this one (seen in the oracle).
      encoder.field(':scheme', absolute?.[1] ?? 'https')
      if (authority !== '') encoder.field(':authority', authority)
      encoder.field(':path', originForm(method, target))
      if (protocol !== '') encoder.field(':protocol', protocol)
    }
    this.#encodeLines(encoder, authority !== '')
  }

  #encodeLines(encoder: HpackEncoder, hasAuthority: boolean): void {
    const text = this.#text
    const end = text.length - 2
    for (let at = text.indexOf('\r\n') + 2; at < end; ) {
      const lineEnd = text.indexOf('\r\n', at)
      const colon = text.indexOf(':', at)
      // Rules may name fields as they like.
      const name = text.slice(at, colon).toLowerCase()
      const value = text.slice(colon + 2, lineEnd)
      at = lineEnd + 2
      if (connectionFields.has(name) || (hasAuthority && name === 'host')) continue
      if (name !== 'te') encoder.field(name, value)
      else if (/(?:^|[\s,])trailers(?:$|[\s,])/i.test(value)) encoder.field(name, 'trailers')
    }
  }
}
