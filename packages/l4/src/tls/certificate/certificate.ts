import { createHash } from 'node:crypto'
import { byteString } from './character-strings.ts'
import { contentOf, type DerElement, derTags, identifierOf, magnitudeOf, readChildren, readElement } from './der.ts'
import { DistinguishedName } from './distinguished-name.ts'
import { formatGeneralNames } from './general-names.ts'
import { keyAlgorithmNames, signatureAlgorithmNames } from './object-names.ts'

const subjectAlternativeName = '2.5.29.17'
const certificatePolicies = '2.5.29.32'

/** What fetches tell of a certificate (RFC 5280 §4.1). */
export class Certificate {
  readonly der: Uint8Array
  /** 1 to 3. */
  readonly version: number
  /** Without its sign. */
  readonly serial: Uint8Array
  readonly issuer: DistinguishedName
  readonly subject: DistinguishedName
  /** `YYMMDDhhmmssZ`; null for years outside of 2000 to 2099, whose century this form cannot tell. */
  readonly notBefore: string | null
  readonly notAfter: string | null
  /** OpenSSL's short names; null when it has none. */
  readonly signatureAlgorithm: string | null
  readonly keyAlgorithm: string | null
  readonly #extensions: ReadonlyMap<string, Uint8Array>
  #fingerprint: Uint8Array | null = null

  private constructor(der: Uint8Array, fields: CertificateFields) {
    this.der = der
    this.version = fields.version
    this.serial = fields.serial
    this.issuer = fields.issuer
    this.subject = fields.subject
    this.notBefore = shortTime(fields.notBefore)
    this.notAfter = shortTime(fields.notAfter)
    this.signatureAlgorithm = signatureAlgorithmNames[fields.signatureAlgorithm] ?? null
    this.keyAlgorithm = keyAlgorithmNames[fields.keyAlgorithm] ?? null
    this.#extensions = fields.extensions
  }

  /** Null when the bytes are no certificate. Keeps the bytes. */
  static read(der: Uint8Array): Certificate | null {
    const fields = readFields(der)
    return fields === null ? null : new Certificate(der, fields)
  }

  /** The SHA-1 of the whole. */
  get fingerprint(): Uint8Array {
    this.#fingerprint ??= Uint8Array.from(createHash('sha1').update(this.der).digest())
    return this.#fingerprint
  }

  /** `DNS:a.example, IP Address:192.0.2.1`; null without any. */
  get alternativeNames(): string | null {
    const extension = this.#extensions.get(subjectAlternativeName)
    return extension === undefined ? null : formatGeneralNames(extension)
  }

  /** Object identifiers in the order of the certificate; empty without any. */
  get policies(): readonly string[] {
    const extension = this.#extensions.get(certificatePolicies)
    const list = extension === undefined ? null : readElement(extension, 0)
    const policies = list?.tag === derTags.sequence ? readChildren(list) : null
    return (policies ?? []).flatMap((policy) => {
      const identifier = identifierOf(readChildren(policy)?.[0])
      return identifier === null ? [] : [identifier]
    })
  }
}

interface CertificateFields {
  readonly version: number
  readonly serial: Uint8Array
  readonly issuer: DistinguishedName
  readonly subject: DistinguishedName
  readonly notBefore: DerElement
  readonly notAfter: DerElement
  readonly signatureAlgorithm: string
  readonly keyAlgorithm: string
  readonly extensions: ReadonlyMap<string, Uint8Array>
}

const explicitVersion = 0xa0
const explicitExtensions = 0xa3

const childrenOf = (element: DerElement | undefined): readonly DerElement[] =>
  (element?.tag === derTags.sequence ? readChildren(element) : null) ?? []

function readFields(der: Uint8Array): CertificateFields | null {
  const whole = readElement(der, 0)
  if (whole === null || whole.end !== der.length) return null
  const [signed, outerAlgorithm] = childrenOf(whole)
  const fields = [...childrenOf(signed)]
  const version = fields[0]?.tag === explicitVersion ? readVersion(fields.shift()!) : 1
  const [serialElement, , issuerElement, validity, subjectElement, publicKey] = fields
  const serial = serialElement === undefined ? null : magnitudeOf(serialElement)
  const issuer = DistinguishedName.read(issuerElement)
  const subject = DistinguishedName.read(subjectElement)
  const [notBefore, notAfter] = childrenOf(validity)
  const signatureAlgorithm = identifierOf(childrenOf(outerAlgorithm)[0])
  const keyAlgorithm = identifierOf(childrenOf(childrenOf(publicKey)[0])[0])
  const extensions = readExtensions(fields.find(({ tag }) => tag === explicitExtensions))
  if (version === null || serial === null || issuer === null || subject === null || extensions === null) return null
  if (notBefore === undefined || notAfter === undefined) return null
  if (signatureAlgorithm === null || keyAlgorithm === null) return null
  return { version, serial, issuer, subject, notBefore, notAfter, signatureAlgorithm, keyAlgorithm, extensions }
}

function readVersion(element: DerElement): number | null {
  const number = readElement(element.bytes, element.contentStart, element.end)
  const magnitude = number === null ? null : magnitudeOf(number)
  return magnitude?.length === 1 && magnitude[0]! <= 2 ? magnitude[0]! + 1 : null
}

/** The values of extensions by identifier; null when they are malformed. */
function readExtensions(element: DerElement | undefined): ReadonlyMap<string, Uint8Array> | null {
  const extensions = new Map<string, Uint8Array>()
  if (element === undefined) return extensions
  const list = readElement(element.bytes, element.contentStart, element.end)
  const members = list?.tag === derTags.sequence ? readChildren(list) : null
  if (members === null) return null
  for (const member of members) {
    const parts = childrenOf(member)
    const identifier = identifierOf(parts[0])
    const value = parts.at(-1)
    if (identifier === null || value?.tag !== derTags.octetString) return null
    if (!extensions.has(identifier)) extensions.set(identifier, contentOf(value))
  }
  return extensions
}

/** As the oracle shows: the two digits of the century go, and a time of another century gives nothing. */
function shortTime(element: DerElement): string | null {
  const text = byteString(contentOf(element))
  if (element.tag === derTags.utcTime) return /^[0-4]/.test(text) ? text : null
  return element.tag === derTags.generalizedTime && text.startsWith('20') ? text.slice(2) : null
}

const read = new WeakMap<Uint8Array, Certificate | null>()

/** The certificate in these bytes, read once as long as somebody holds them; null when they are none. */
export function certificateOf(der: Uint8Array): Certificate | null {
  let certificate = read.get(der)
  if (certificate === undefined) read.set(der, (certificate = Certificate.read(der)))
  return certificate
}
