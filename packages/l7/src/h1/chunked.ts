import { tokenLower } from './bytes.ts'

const lf = 10
const cr = 13

const states = {
  size: 0,
  extension: 1,
  sizeLf: 2,
  data: 3,
  dataCr: 4,
  dataLf: 5,
  trailer: 6,
  done: 7,
  failed: 8,
  gap: -1,
} as const

const maximumTrailerBytes = 15360

/**
 * Decodes the chunked coding (RFC 9112 §7.1) over any split of the input. Sizes may have white space behind them and
 * extensions, which are dropped; a bare LF ends a line. Reusable after `reset`.
 */
export class ChunkedDecoder {
  #state: number = states.size
  #remaining = 0
  #digits = 0
  #trailer = ''
  /** Trailer lines, normalised as in a head: `name: value` and CRLF each; empty without trailers. */
  trailers = ''
  /** How many bytes the last call has put into `out`. */
  produced = 0

  get isDone(): boolean {
    return this.#state === states.done
  }

  get hasFailed(): boolean {
    return this.#state === states.failed
  }

  reset(): void {
    this.#state = states.size
    this.#remaining = 0
    this.#digits = 0
    this.#trailer = ''
    this.trailers = ''
    this.produced = 0
  }

  /**
   * Reads `bytes[start … end)` and copies the data into `out` from `outAt` on, which must have room for all of it; null
   * only looks whether they are well-formed.
   * Returns the offset of the first byte not taken: `end`, or less once the body is done or has failed.
   */
  decode(bytes: Uint8Array, start: number, end: number, out: Uint8Array | null, outAt: number): number {
    let at = start
    let to = outAt
    while (at < end && this.#state < states.done) {
      const octet = bytes[at]!
      switch (this.#state) {
        case states.size: {
          const digit = hexValue(octet)
          if (digit >= 0) {
            if (++this.#digits > 13) this.#state = states.failed
            this.#remaining = this.#remaining * 16 + digit
          } else if (this.#digits === 0) this.#state = states.failed
          else if (octet === 0x3b) this.#state = states.extension
          else if (octet === 0x20 || octet === 9) this.#state = states.gap
          else if (octet === cr) this.#state = states.sizeLf
          else if (octet === lf) this.#endOfSize()
          else this.#state = states.failed
          at++
          break
        }
        case states.gap:
          if (octet === 0x3b) this.#state = states.extension
          else if (octet === cr) this.#state = states.sizeLf
          else if (octet === lf) this.#endOfSize()
          else if (octet !== 0x20 && octet !== 9) this.#state = states.failed
          at++
          break
        case states.extension:
          if (octet === cr) this.#state = states.sizeLf
          else if (octet === lf) this.#endOfSize()
          else if (octet === 0) this.#state = states.failed
          at++
          break
        case states.sizeLf:
          if (octet === lf) this.#endOfSize()
          else this.#state = states.failed
          at++
          break
        case states.data: {
          const length = Math.min(this.#remaining, end - at)
          if (out !== null) copy(bytes, at, length, out, to)
          at += length
          to += length
          this.#remaining -= length
          if (this.#remaining === 0) this.#state = states.dataCr
          break
        }
        case states.dataCr:
          if (octet === cr) this.#state = states.dataLf
          else if (octet === lf) this.#startSize()
          else this.#state = states.failed
          at++
          break
        case states.dataLf:
          if (octet === lf) this.#startSize()
          else this.#state = states.failed
          at++
          break
        case states.trailer:
          at = this.#trailerBytes(bytes, at, end)
          break
      }
    }
    this.produced = to - outAt
    return at
  }

  #startSize(): void {
    this.#state = states.size
    this.#remaining = 0
    this.#digits = 0
  }

  #endOfSize(): void {
    this.#state = this.#remaining === 0 ? states.trailer : states.data
  }

  #trailerBytes(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at++) {
      const octet = bytes[at]!
      if (octet !== lf) {
        this.#trailer += String.fromCharCode(octet)
        continue
      }
      const line = this.#trailer.endsWith('\r') ? this.#trailer.slice(0, -1) : this.#trailer
      this.#trailer = ''
      if (line === '') {
        this.#state = states.done
        return at + 1
      }
      const trailer = normaliseTrailer(line)
      if (trailer === null || this.trailers.length + line.length > maximumTrailerBytes) {
        this.#state = states.failed
        return at
      }
      this.trailers += trailer
    }
    if (this.#trailer.length > maximumTrailerBytes) this.#state = states.failed
    return end
  }
}

function copy(bytes: Uint8Array, at: number, length: number, out: Uint8Array, to: number): void {
  // Small pieces: a loop beats the call into native code.
  if (length < 64) for (let index = 0; index < length; index++) out[to + index] = bytes[at + index]!
  else out.set(bytes.subarray(at, at + length), to)
}

function hexValue(octet: number): number {
  if (octet >= 48 && octet <= 57) return octet - 48
  const lower = octet | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

function normaliseTrailer(line: string): string | null {
  const colon = line.indexOf(':')
  if (colon <= 0) return null
  let name = ''
  for (let index = 0; index < colon; index++) {
    const lower = tokenLower[line.charCodeAt(index)]!
    if (lower === 0) return null
    name += String.fromCharCode(lower)
  }
  const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')
  return /[\r\0]/.test(value) ? null : `${name}: ${value}\r\n`
}

/** The line in front of a chunk, in upper-case hexadecimal as HAProxy writes it. */
export function chunkSizeLine(lengthBytes: number): string {
  return `${lengthBytes.toString(16).toUpperCase()}\r\n`
}
