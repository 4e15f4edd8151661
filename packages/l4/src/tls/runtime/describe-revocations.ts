/** Certificate revocation lists (RFC 5280 §5.1) as `show ssl crl-file` tells of them. */
import { byteString } from '../certificate/character-strings.ts'
import { contentOf, type DerElement, derTags, identifierOf, readChildren, readElement } from '../certificate/der.ts'
import { DistinguishedName } from '../certificate/distinguished-name.ts'
import { signatureAlgorithmNames } from '../certificate/object-names.ts'

/** A list, PEM, in lines; null when it cannot be read. */
export function describeRevocations(pem: string): string | null {
  const base64 = pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '')
  const whole = readElement(new Uint8Array(Buffer.from(base64, 'base64')), 0)
  const [signed, algorithm] = childrenOf(whole)
  const fields = [...childrenOf(signed)]
  const version = fields[0]?.tag === derTags.integer ? (contentOf(fields.shift()!)[0] ?? 0) : 0
  const [, issuerElement, thisUpdate, ...rest] = fields
  const issuer = DistinguishedName.read(issuerElement)
  if (issuer === null || thisUpdate === undefined) return null
  const nextUpdate = rest[0] !== undefined && isTime(rest[0]) ? rest.shift() : undefined
  const revoked = rest[0]?.tag === derTags.sequence ? childrenOf(rest[0]) : []
  const lines = [
    `Version ${version + 1}`,
    `Signature Algorithm: ${longName(identifierOf(childrenOf(algorithm)[0]))}`,
    `Issuer: ${issuer.oneLine ?? ''}`,
    `Last Update: ${timeOf(thisUpdate)}`,
    `Next Update: ${nextUpdate === undefined ? '' : timeOf(nextUpdate)}`,
    revoked.length === 0 ? 'No Revoked Certificates.' : 'Revoked Certificates:',
  ]
  for (const entry of revoked) {
    const [serial, date] = childrenOf(entry)
    if (serial === undefined || date === undefined) return null
    lines.push(`    Serial Number: ${hexOf(contentOf(serial))}`, `        Revocation Date: ${timeOf(date)}`)
  }
  return `${lines.join('\n')}\n`
}

const childrenOf = (parent: DerElement | null | undefined): readonly DerElement[] =>
  (parent === null || parent === undefined ? null : readChildren(parent)) ?? []

const isTime = ({ tag }: DerElement): boolean => tag === derTags.utcTime || tag === derTags.generalizedTime

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Nov  1 15:58:14 2026 GMT`. */
function timeOf(element: DerElement): string {
  const digits = byteString(contentOf(element))
  const isShort = element.tag === derTags.utcTime
  const full = isShort ? `${digits < '5' ? '20' : '19'}${digits}` : digits
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(full) ?? []
  if (year === undefined) return 'Bad time value'
  return `${months[Number(month) - 1]} ${String(Number(day)).padStart(2)} ${hour}:${minute}:${second} ${year} GMT`
}

/** A sign is a byte of zeros in front. */
const hexOf = (integer: Uint8Array): string =>
  Buffer.from(integer[0] === 0 && integer.length > 1 ? integer.subarray(1) : integer)
    .toString('hex')
    .toUpperCase()

/** OpenSSL's long name of what a list is signed with; its short one where both are the same. */
function longName(identifier: string | null): string {
  const short = identifier === null ? undefined : signatureAlgorithmNames[identifier]
  if (short === 'RSASSA-PSS') return 'rsassaPss'
  return (
    short?.replace(/^RSA-(.*)$/, (_, digest: string) => `${digest.toLowerCase()}WithRSAEncryption`) ?? identifier ?? ''
  )
}
