/**
 * The lists of a ClientHello that fingerprints are made of. HAProxy copies them one after the other into a buffer of
 * `tune.ssl.capture-buffer-size` bytes and leaves out what does not fit; the oracle shows in which order.
 */
import { xxh64 } from '@weir/base'
import { extensionTypes } from '../../client-hello.ts'

/** What fitted, each list as the bytes of the hello without its length. */
export interface HelloLists {
  /** `legacy_version`: 771 from TLS 1.2 on. */
  readonly version: number
  readonly ciphers: Uint8Array
  /** Of all ciphers, whether they fitted or not. */
  readonly cipherHash: bigint
  /** Types of extensions, two bytes each. */
  readonly extensions: Uint8Array
  readonly groups: Uint8Array
  readonly pointFormats: Uint8Array
  readonly signatureAlgorithms: Uint8Array
  readonly supportedVersions: Uint8Array
}

const pointFormatsType = 11
/** Extensions that hold a list, with the size of the list's length. */
const lengthSizes = new Map<number, 1 | 2>([
  [extensionTypes.supportedGroups, 2],
  [pointFormatsType, 1],
  [extensionTypes.signatureAlgorithms, 2],
  [extensionTypes.supportedVersions, 1],
])

const nothing = new Uint8Array(0)

/** The list that begins at `at` with its length, if it ends at or before `limit`. */
function readList(bytes: Uint8Array, at: number, lengthSize: 1 | 2, limit: number): Uint8Array | null {
  if (at + lengthSize > limit) return null
  const length = lengthSize === 1 ? bytes[at]! : (bytes[at]! << 8) | bytes[at + 1]!
  const start = at + lengthSize
  return start + length > limit ? null : bytes.subarray(start, start + length)
}

/** Parses a handshake message; null when it has no readable list of ciphers. Extensions end where one is malformed, or where the type of one does not fit. */
function parse(message: Uint8Array, captureBytes: number): HelloLists | null {
  if (message[0] !== 1) return null
  const versionAt = 4
  const sessionAt = versionAt + 2 + 32
  const session = readList(message, sessionAt, 1, message.length)
  if (session === null) return null
  const ciphersAt = sessionAt + 1 + session.length
  const ciphers = readList(message, ciphersAt, 2, message.length)
  if (ciphers === null) return null
  const types: number[] = []
  const lists = new Map<number, Uint8Array>()
  const compressionAt = ciphersAt + 2 + ciphers.length
  const compression = readList(message, compressionAt, 1, message.length)
  const extensions =
    compression === null ? null : readList(message, compressionAt + 1 + compression.length, 2, message.length)
  let room = captureBytes
  const fit = (list: Uint8Array): Uint8Array => {
    const fitting = list.slice(0, room)
    room -= fitting.length
    return fitting
  }
  const fittingCiphers = fit(ciphers)
  for (let at = 0; extensions !== null && at + 4 <= extensions.length && room >= 2; ) {
    const type = (extensions[at]! << 8) | extensions[at + 1]!
    const content = readList(extensions, at + 2, 2, extensions.length)
    if (content === null) break
    types.push(type >> 8, type & 255)
    room -= 2
    const lengthSize = lengthSizes.get(type)
    if (lengthSize !== undefined) {
      const list = readList(content, 0, lengthSize, content.length)
      if (list === null) break
      lists.set(type, list)
    }
    at += 4 + content.length
  }
  const listOf = (type: number): Uint8Array => fit(lists.get(type) ?? nothing)
  return {
    version: (message[versionAt]! << 8) | message[versionAt + 1]!,
    ciphers: fittingCiphers,
    cipherHash: BigInt.asIntN(64, xxh64(ciphers)),
    extensions: Uint8Array.from(types),
    groups: listOf(extensionTypes.supportedGroups),
    pointFormats: listOf(pointFormatsType),
    signatureAlgorithms: listOf(extensionTypes.signatureAlgorithms),
    supportedVersions: listOf(extensionTypes.supportedVersions),
  }
}

const parsed = new WeakMap<Uint8Array, HelloLists | null>()

/** The lists of a hello, read once as long as somebody holds it. */
export function helloLists(message: Uint8Array, captureBytes: number): HelloLists | null {
  let lists = parsed.get(message)
  if (lists === undefined) parsed.set(message, (lists = parse(message, captureBytes)))
  return lists
}

/** Without the values that clients make up so that servers stay tolerant (RFC 8701 §2). Entries have two bytes. */
export function withoutGrease(list: Uint8Array): Uint8Array {
  const kept: number[] = []
  for (let at = 0; at < list.length; at += 2) {
    const isGrease = (list[at]! & 0x0f) === 0x0a && list[at] === list[at + 1]
    if (!isGrease) kept.push(...list.subarray(at, at + 2))
  }
  return Uint8Array.from(kept)
}
