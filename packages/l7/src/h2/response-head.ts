import type { HeaderSink } from './hpack/decoder.ts'
import { brokenValue, connectionFields, validName } from './request-fields.ts'

const digits = /^[0-9]{1,15}$/
const threeDigits = /^[1-9][0-9]{2}$/

/** The fields of one response, checked (RFC 9113 §8.2, §8.3.2), and put together as the head that HTTP/1 would have sent. */
export class ResponseHead implements HeaderSink {
  status = 0
  /** -1 without. */
  contentLength = -1
  #lines = ''
  #isMalformed = false

  reset(): void {
    this.status = 0
    this.contentLength = -1
    this.#lines = ''
    this.#isMalformed = false
  }

  onField(name: string, value: string): boolean {
    if (this.#isMalformed) return false
    if (name.charCodeAt(0) === 58) {
      this.#isMalformed = name !== ':status' || this.status !== 0 || this.#lines !== '' || !threeDigits.test(value)
      this.status = Number(value)
    } else if (brokenValue.test(value) || connectionFields.has(name) || !validName.test(name)) this.#isMalformed = true
    else if (name === 'content-length') this.#length(value)
    else this.#lines += `${name}: ${value}\r\n`
    return !this.#isMalformed
  }

  #length(value: string): void {
    const length = digits.test(value) ? Number(value) : -1
    if (length < 0 || (this.contentLength >= 0 && this.contentLength !== length)) this.#isMalformed = true
    else if (this.contentLength < 0) {
      this.contentLength = length
      this.#lines += `content-length: ${value}\r\n`
    }
  }

  /** Whether they make a head. 101 is not for HTTP/2 (RFC 9113 §8.6). */
  get isValid(): boolean {
    return !this.#isMalformed && this.status >= 100 && this.status !== 101
  }

  /** The head with `lines` behind its own; `status` is what HTTP/1 would have said. */
  text(status: number, lines: string): string {
    return `HTTP/2.0 ${status} \r\n${this.#lines}${lines}\r\n`
  }
}
