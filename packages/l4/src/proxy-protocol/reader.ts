import { crc32c, IpAddress, parseIpAddress, type SocketAddress } from '@weir/base'
import type { ProxyHeader, ProxyHeaderField } from './header.ts'

const signature = [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]

/** The longest line of version 1 (PROXY protocol §2.1). */
const maximumLineLength = 107

/** The longest header of version 2 that is taken: what a buffer can hold. */
const maximumHeaderLength = 16384

/** Takes a PROXY header of either version from the start of a connection, however it is cut into chunks. */
export class ProxyHeaderReader {
  header: ProxyHeader | null = null
  /** Bytes seen so far. */
  length = 0
  /** What is wrong with them once they are refused: a name of `connection-errors.ts`. */
  failure: 'PRX_NOT_HDR' | 'PRX_BAD_HDR' | 'PRX_BAD_PROTO' = 'PRX_NOT_HDR'
  #bytes = new Uint8Array(256)

  /** How many bytes of `chunk` the header took, null when more is needed, or a negative number when it is invalid. */
  read(chunk: Uint8Array): number | null {
    const before = this.length
    this.#append(chunk)
    const bytes = this.#bytes.subarray(0, this.length)
    const total = this.#scan(bytes)
    return total === null || total < 0 ? total : total - before
  }

  #append(chunk: Uint8Array): void {
    const needed = this.length + chunk.length
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
      larger.set(this.#bytes.subarray(0, this.length))
      this.#bytes = larger
    }
    this.#bytes.set(chunk, this.length)
    this.length = needed
  }

  #scan(bytes: Uint8Array): number | null {
    const first = bytes[0]
    if (first === undefined) return null
    if (first === 0x50) return this.#scanVersion1(bytes)
    for (let index = 0; index < Math.min(12, bytes.length); index++) {
      if (bytes[index] !== signature[index]) return -1
    }
    if (bytes.length < 16) return null
    if (bytes[12]! >> 4 !== 2) return -1
    this.failure = 'PRX_BAD_HDR'
    const total = 16 + ((bytes[14]! << 8) | bytes[15]!)
    if (total > maximumHeaderLength) return -1
    if (bytes.length < total) return null
    this.header = parseVersion2(bytes.subarray(0, total))
    return this.header === null ? -1 : total
  }

  #scanVersion1(bytes: Uint8Array): number | null {
    const word = 'PROXY '
    for (let index = 0; index < Math.min(word.length, bytes.length); index++) {
      if (bytes[index] !== word.charCodeAt(index)) return -1
    }
    this.failure = 'PRX_BAD_HDR'
    const end = bytes.subarray(0, maximumLineLength).indexOf(0x0a)
    if (end < 0) return bytes.length >= maximumLineLength ? -1 : null
    if (bytes[end - 1] !== 0x0d) return -1
    const line = String.fromCharCode(...bytes.subarray(0, end - 1))
    this.header = parseVersion1(line)
    if (!/^PROXY (?:TCP[46]|UNKNOWN)/.test(line)) this.failure = 'PRX_BAD_PROTO'
    return this.header === null ? -1 : end + 1
  }
}

function parseVersion1(line: string): ProxyHeader | null {
  const words = line.split(' ')
  const unknown: ProxyHeader = { version: 1, isLocal: true, source: null, destination: null, fields: [] }
  if (words[1] === 'UNKNOWN') return unknown
  if (words.length !== 6 || (words[1] !== 'TCP4' && words[1] !== 'TCP6')) return null
  const family = words[1] === 'TCP4' ? 4 : 6
  const source = parseEndpoint(words[2]!, words[4]!, family)
  const destination = parseEndpoint(words[3]!, words[5]!, family)
  if (source === null || destination === null) return null
  return { version: 1, isLocal: false, source, destination, fields: [] }
}

function parseEndpoint(addressText: string, portText: string, family: 4 | 6): SocketAddress | null {
  const address = parseIpAddress(addressText)
  if (address === null || address.family !== family || !/^(0|[1-9][0-9]{0,4})$/.test(portText)) return null
  const port = Number(portText)
  return port > 65535 ? null : { kind: 'ip', address, port }
}

/** LOCAL, or PROXY for TCP over IPv4 or IPv6: HAProxy takes no other, and no header whose fields are at fault. */
function parseVersion2(bytes: Uint8Array): ProxyHeader | null {
  const command = bytes[12]! & 15
  if (command === 0) return { version: 2, isLocal: true, source: null, destination: null, fields: [] }
  const width = bytes[13] === 0x11 ? 4 : bytes[13] === 0x21 ? 16 : 0
  const ports = 16 + width * 2
  if (command !== 1 || width === 0 || bytes.length < ports + 4) return null
  const source = ipAddress(bytes.subarray(16, 16 + width), (bytes[ports]! << 8) | bytes[ports + 1]!)
  const destination = ipAddress(bytes.subarray(16 + width, ports), (bytes[ports + 2]! << 8) | bytes[ports + 3]!)
  const fields = parseFields(bytes, ports + 4)
  return fields === null ? null : { version: 2, isLocal: false, source, destination, fields }
}

function ipAddress(bytes: Uint8Array, port: number): SocketAddress {
  return { kind: 'ip', address: new IpAddress(bytes.slice()), port }
}

const fieldTypes = { authority: 2, crc32c: 3, uniqueId: 5 } as const
/** The longest values of fields that HAProxy takes. */
const maximumAuthorityBytes = 255
const maximumUniqueIdBytes = 128

function parseFields(bytes: Uint8Array, start: number): ProxyHeaderField[] | null {
  const fields: ProxyHeaderField[] = []
  for (let at = start; at < bytes.length; ) {
    if (at + 3 > bytes.length) return null
    const type = bytes[at]!
    const length = (bytes[at + 1]! << 8) | bytes[at + 2]!
    const end = at + 3 + length
    if (end > bytes.length) return null
    if (type === fieldTypes.authority && length > maximumAuthorityBytes) return null
    if (type === fieldTypes.uniqueId && length > maximumUniqueIdBytes) return null
    if (type === fieldTypes.crc32c && !isRightSum(bytes, at + 3, length)) return null
    fields.push({ type, value: bytes.slice(at + 3, end) })
    at = end
  }
  return fields
}

/** The sum is taken over the header with zeros in its place (PROXY protocol §2.2.3). */
function isRightSum(bytes: Uint8Array, at: number, length: number): boolean {
  if (length !== 4) return false
  const whole = bytes.slice()
  whole.fill(0, at, at + 4)
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at) === crc32c(whole)
}
