import { type ClientHello, extensionTypes, parseClientHello, readHandshake, serverName } from '../../client-hello.ts'

/** What a client says before anything is agreed upon, as far as it matters for choosing an identity. */
export interface ClientWishes {
  /** Lower case; null when it names none. */
  readonly serverName: string | null
  readonly accepts: { readonly ecdsa: boolean; readonly rsa: boolean }
  readonly alpn: readonly string[]
  /** The whole message with its header. */
  readonly hello: Uint8Array
}

const clientHello = 1

/** Signature schemes (RFC 8446 §4.2.3) by the key that they need. */
const ecdsaSchemes = new Set([0x0203, 0x0403, 0x0503, 0x0603])
const rsaSchemes = new Set([0x0201, 0x0401, 0x0501, 0x0601, 0x0804, 0x0805, 0x0806])

/** Gathers the first bytes of a client until its ClientHello is whole. */
export class HelloReader {
  /** All that came so far. */
  bytes: Uint8Array
  /** Null until it is whole, and when what comes is no ClientHello. */
  wishes: ClientWishes | null = null

  constructor() {
    this.bytes = new Uint8Array(0)
  }

  /** True when there is nothing more to wait for: a ClientHello is there, or cannot become one. */
  add(chunk: Uint8Array): boolean {
    this.bytes = this.bytes.length === 0 ? Uint8Array.prototype.slice.call(chunk) : Buffer.concat([this.bytes, chunk])
    const message = readHandshake(this.bytes)
    if (message === 'incomplete') return false
    if (message === 'invalid' || message.type !== clientHello) return true
    const hello = parseClientHello(message.body)
    if (hello !== null) this.wishes = wishesOf(hello, message.body)
    return true
  }
}

function wishesOf(hello: ClientHello, body: Uint8Array): ClientWishes {
  const whole = new Uint8Array(4 + body.length)
  whole.set([clientHello, body.length >> 16, (body.length >> 8) & 255, body.length & 255])
  whole.set(body, 4)
  return {
    serverName: serverName(hello)?.toLowerCase() ?? null,
    accepts: acceptedKeys(hello),
    alpn: protocolsOf(hello.extensions.get(extensionTypes.alpn)),
    hello: whole,
  }
}

/** Up to TLS 1.2 the cipher names the key as well; without the extension of signatures only RSA is sure to be known. */
function acceptedKeys(hello: ClientHello): { readonly ecdsa: boolean; readonly rsa: boolean } {
  const schemes = numbersOf(hello.extensions.get(extensionTypes.signatureAlgorithms), 2)
  if (schemes.length === 0) return { ecdsa: false, rsa: true }
  const isModern = hello.version >= 0x0304
  return {
    ecdsa: schemes.some((scheme) => ecdsaSchemes.has(scheme)) && (isModern || offersEcdsaCipher(hello.cipherSuites)),
    rsa: schemes.some((scheme) => rsaSchemes.has(scheme)),
  }
}

/** ECDHE_ECDSA suites (RFC 8422, RFC 5289, RFC 7251, RFC 7905). */
function offersEcdsaCipher(suites: Uint8Array): boolean {
  return numbersOf(suites, 0).some(
    (suite) =>
      (suite >= 0xc006 && suite <= 0xc00a) ||
      (suite >= 0xc0ac && suite <= 0xc0af) ||
      [0xc023, 0xc024, 0xc02b, 0xc02c, 0xcca9].includes(suite),
  )
}

function numbersOf(bytes: Uint8Array | undefined, start: number): readonly number[] {
  const numbers: number[] = []
  if (bytes === undefined) return numbers
  for (let at = start; at + 1 < bytes.length; at += 2) numbers.push((bytes[at]! << 8) | bytes[at + 1]!)
  return numbers
}

function protocolsOf(extension: Uint8Array | undefined): readonly string[] {
  const names: string[] = []
  if (extension === undefined) return names
  for (let at = 2; at < extension.length; at += 1 + extension[at]!) {
    names.push(Buffer.from(extension.subarray(at + 1, at + 1 + extension[at]!)).toString('latin1'))
  }
  return names
}
