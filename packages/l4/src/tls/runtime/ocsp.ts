/** OCSP (RFC 6960) as far as stapled responses are told apart: identities of certificates and what a response says. */
import { createHash } from 'node:crypto'
import { byteString } from '../certificate/character-strings.ts'
import { contentOf, type DerElement, derTags, encodingOf, readChildren, readElement } from '../certificate/der.ts'

/** RFC 6960 §4.1.1, `CertID`, with SHA-1. */
export interface OcspIdentity {
  readonly der: Uint8Array
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  readonly serial: Uint8Array
}

export interface OcspAnswer {
  readonly identity: OcspIdentity
  readonly status: 'good' | 'revoked' | 'unknown'
  /** As they are encoded: `YYYYMMDDhhmmssZ`; `nextUpdate` is null when none is promised. */
  readonly producedAt: string
  readonly thisUpdate: string
  readonly nextUpdate: string | null
}

const sha1 = '06052b0e03021a0500'

/** The identity of a certificate under its issuer; null when one of them cannot be read. */
export function ocspIdentityOf(certificate: Uint8Array, issuer: Uint8Array): OcspIdentity | null {
  const own = fieldsOf(certificate)
  const [, keyBits] = childrenOf(fieldsOf(issuer)[5])
  const [serial, , issuerName] = own
  if (serial?.tag !== derTags.integer || issuerName === undefined || keyBits === undefined) return null
  const issuerNameHash = digest(encodingOf(issuerName))
  // The first byte of a bit string counts its unused bits.
  const issuerKeyHash = digest(contentOf(keyBits).subarray(1))
  const der = sequence(
    sequence(Buffer.from(sha1, 'hex')),
    element(derTags.octetString, issuerNameHash),
    element(derTags.octetString, issuerKeyHash),
    encodingOf(serial),
  )
  return { der, issuerNameHash, issuerKeyHash, serial: contentOf(serial).slice() }
}

/** What a response says of one certificate, or what is wrong with it. Its signature is not verified: clients do that. */
export function readOcspResponse(der: Uint8Array): OcspAnswer | { readonly error: string } {
  const malformed = { error: 'Unable to parse OCSP response.' }
  const whole = readElement(der, 0)
  if (whole === null || whole.tag !== derTags.sequence) return malformed
  const [status, bytes] = childrenOf(whole)
  if (status?.tag !== 0x0a) return malformed
  if (contentOf(status)[0] !== 0) return { error: 'OCSP response status not successful.' }
  const [, basicBytes] = childrenOf(bytes === undefined ? undefined : childrenOf(bytes)[0])
  const basic = basicBytes === undefined ? null : readElement(contentOf(basicBytes), 0)
  if (basic === null) return malformed
  const data = [...childrenOf(childrenOf(basic)[0])]
  if (data[0]?.tag === 0xa0) data.shift()
  const [, producedAt, list] = data
  const answers = childrenOf(list)
  if (producedAt === undefined || answers.length === 0) return malformed
  if (answers.length > 1) return { error: `OCSP response tells of ${answers.length} certificates.` }
  const [id, state, thisUpdate, next] = childrenOf(answers[0])
  const identity = id === undefined ? null : readIdentity(id)
  if (identity === null || state === undefined || thisUpdate === undefined) return malformed
  const statuses = { 128: 'good', 161: 'revoked', 130: 'unknown' } as const
  const nextUpdate = next?.tag === 0xa0 ? childrenOf(next)[0] : undefined
  return {
    identity,
    status: statuses[state.tag as keyof typeof statuses] ?? 'unknown',
    producedAt: textOf(producedAt),
    thisUpdate: textOf(thisUpdate),
    nextUpdate: nextUpdate === undefined ? null : textOf(nextUpdate),
  }
}

function readIdentity(id: DerElement): OcspIdentity | null {
  const [, name, key, serial] = childrenOf(id)
  if (name === undefined || key === undefined || serial?.tag !== derTags.integer) return null
  return {
    der: encodingOf(id).slice(),
    issuerNameHash: contentOf(name).slice(),
    issuerKeyHash: contentOf(key).slice(),
    serial: contentOf(serial).slice(),
  }
}

/** The fields of the signed part of a certificate, behind its version. */
function fieldsOf(certificate: Uint8Array): readonly DerElement[] {
  const fields = [...childrenOf(childrenOf(readElement(certificate, 0) ?? undefined)[0])]
  if (fields[0]?.tag === 0xa0) fields.shift()
  return fields
}

const childrenOf = (parent: DerElement | undefined): readonly DerElement[] =>
  (parent === undefined ? null : readChildren(parent)) ?? []
const textOf = (found: DerElement): string => byteString(contentOf(found))
const digest = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha1').update(bytes).digest())

/** Contents are short here: one byte of length does. */
const element = (tag: number, content: Uint8Array): Uint8Array => Uint8Array.of(tag, content.length, ...content)
const sequence = (...parts: readonly Uint8Array[]): Uint8Array => element(derTags.sequence, Buffer.concat(parts))
