import type { Message } from '../message.ts'
import type { HeaderSink } from './hpack/decoder.ts'

/** A name in lower case (RFC 9113 §8.2.1). */
export const validName = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/
export const brokenValue = /[\0\r\n]/
/** What is no part of a target: controls, spaces and what is not ASCII. */
const brokenTarget = /[\0-\x20\x7f-\xff]/
const methodToken = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const digits = /^[0-9]{1,15}$/

/** RFC 9113 §8.2.2: what speaks of a connection has no place in a stream. */
export const connectionFields: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
])

/**
 * The fields of one request, checked (RFC 9113 §8.2, §8.3.1) and put together as the head that HTTP/1 would have sent:
 *
 *   :method :scheme :authority :path ─▶ GET https://example.com/path HTTP/2.0
 *   :authority, or host              ─▶ host: example.com
 *   other fields                     ─▶ name: value
 *   cookie, cookie                   ─▶ cookie: a=b; c=d
 *   :method CONNECT, :protocol       ─▶ GET, connection: upgrade, upgrade: … (RFC 8441 §4)
 */
export class RequestFields implements HeaderSink {
  #method = ''
  #scheme = ''
  #authority = ''
  #path = ''
  #protocol = ''
  #host = ''
  #cookie = ''
  #lines = ''
  #count = 0
  #contentLength = -1
  #expectsContinue = false
  #isMalformed = false

  reset(): void {
    this.#method = ''
    this.#scheme = ''
    this.#authority = ''
    this.#path = ''
    this.#protocol = ''
    this.#host = ''
    this.#cookie = ''
    this.#lines = ''
    this.#count = 0
    this.#contentLength = -1
    this.#expectsContinue = false
    this.#isMalformed = false
  }

  onField(name: string, value: string): boolean {
    if (this.#isMalformed) return false
    if (brokenValue.test(value)) this.#isMalformed = true
    else if (name.charCodeAt(0) === 58) this.#pseudo(name, value)
    else this.#regular(name, value)
    return !this.#isMalformed
  }

  /** RFC 9113 §8.3: each once, not empty, and before all others. */
  #pseudo(name: string, value: string): void {
    if (value === '' || this.#count > 0 || this.#host !== '' || this.#cookie !== '') {
      this.#isMalformed = true
      return
    }
    switch (name) {
      case ':method':
        this.#isMalformed = this.#method !== '' || !methodToken.test(value)
        this.#method = value
        break
      case ':scheme':
        this.#isMalformed = this.#scheme !== '' || brokenTarget.test(value)
        this.#scheme = value
        break
      case ':authority':
        this.#isMalformed = this.#authority !== '' || brokenTarget.test(value)
        this.#authority = value
        break
      case ':path':
        this.#isMalformed = this.#path !== '' || brokenTarget.test(value)
        this.#path = value
        break
      case ':protocol':
        this.#isMalformed = this.#protocol !== '' || !methodToken.test(value)
        this.#protocol = value
        break
      default:
        this.#isMalformed = true
    }
  }

  #regular(name: string, value: string): void {
    switch (name) {
      case 'host':
        this.#isMalformed = brokenTarget.test(value) || (this.#host !== '' && this.#host !== value)
        this.#host = value
        return
      case 'cookie':
        this.#cookie = this.#cookie === '' ? value : `${this.#cookie}; ${value}`
        return
      case 'content-length':
        this.#length(value)
        return
      case 'te':
        this.#isMalformed = value.toLowerCase() !== 'trailers'
        break
      case 'expect':
        if (value.toLowerCase() === '100-continue') this.#expectsContinue = true
        break
      default:
        if (connectionFields.has(name) || !validName.test(name)) this.#isMalformed = true
    }
    this.#add(name, value)
  }

  #length(value: string): void {
    const length = digits.test(value) ? Number(value) : -1
    if (length < 0 || (this.#contentLength >= 0 && this.#contentLength !== length)) this.#isMalformed = true
    else if (this.#contentLength < 0) {
      this.#contentLength = length
      this.#add('content-length', value)
    }
  }

  #add(name: string, value: string): void {
    this.#lines += `${name}: ${value}\r\n`
    this.#count++
  }

  /** Bytes go both ways as they are, once the answer says so. */
  get isTunnel(): boolean {
    return this.#method === 'CONNECT'
  }

  /** Whether they make a request (RFC 9113 §8.1.1, §8.3.1, §8.5). `isWhole` says that no body follows. */
  isValid(isWhole: boolean): boolean {
    if (this.#isMalformed || (isWhole && this.#contentLength > 0)) return false
    if (this.#method === 'CONNECT' && this.#protocol === '') {
      return this.#scheme === '' && this.#path === '' && this.#authority !== ''
    }
    if (this.#protocol !== '' && this.#method !== 'CONNECT') return false
    if (this.#method === '' || this.#scheme === '') return false
    return this.#path.charCodeAt(0) === 47 || (this.#path === '*' && this.#method === 'OPTIONS')
  }

  /** Fills `message` from what is valid. `webSocketKey` stands in for the one that HTTP/1 wants (RFC 8441 §5). */
  fill(message: Message, isWhole: boolean, webSocketKey: () => string): void {
    const isUpgrade = this.#protocol !== ''
    const method = isUpgrade ? 'GET' : this.#method
    const host = this.#authority || this.#host
    let lines = this.#lines
    let count = this.#count
    if (host !== '') {
      lines = `host: ${host}\r\n${lines}`
      count++
    }
    if (this.#cookie !== '') {
      lines += `cookie: ${this.#cookie}\r\n`
      count++
    }
    if (isUpgrade) {
      lines += `connection: upgrade\r\nupgrade: ${this.#protocol}\r\n`
      count += 2
      if (this.#protocol === 'websocket') {
        lines += `sec-websocket-key: ${webSocketKey()}\r\n`
        count++
      }
    }
    message.reset()
    message.setHead(`${method} ${this.#target()} HTTP/2.0\r\n${lines}\r\n`, count)
    message.methodEnd = method.length
    message.receivedVersion = 20
    message.contentLength = this.#contentLength
    message.isChunked = !isWhole && this.#contentLength < 0 && !this.isTunnel
    message.expectsContinue = this.#expectsContinue
    message.hasUpgrade = isUpgrade
    message.hasConnectionUpgrade = isUpgrade
  }

  #target(): string {
    const authority = this.#authority
    const path = this.#path
    if (path === '') return authority
    if (authority === '') return path
    return path === '*' ? `${this.#scheme}://${authority}` : `${this.#scheme}://${authority}${path}`
  }
}

/** The fields behind a body, as lines (RFC 9113 §8.1): ordinary ones only. */
export class TrailerFields implements HeaderSink {
  lines = ''
  isMalformed = false

  reset(): void {
    this.lines = ''
    this.isMalformed = false
  }

  onField(name: string, value: string): boolean {
    if (brokenValue.test(value) || !validName.test(name) || connectionFields.has(name)) this.isMalformed = true
    else this.lines += `${name}: ${value}\r\n`
    return !this.isMalformed
  }
}

const absoluteForm = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?]*/

/** What an HTTP/1 server is asked for in place of a target that names scheme and authority (RFC 9112 §3.2.1, §3.2.4). */
export function originForm(method: string, uri: string): string {
  if (method === 'CONNECT') return uri
  const path = uri.replace(absoluteForm, '')
  if (path === '') return method === 'OPTIONS' ? '*' : '/'
  return path.charCodeAt(0) === 63 ? `/${path}` : path
}
