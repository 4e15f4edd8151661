import { X509Certificate } from 'node:crypto'
import { Certificate } from '../certificate/certificate.ts'
import { ocspIdentityOf } from './ocsp.ts'

/** A certificate as `show ssl cert` and `show ssl ca-file` tell of it (management manual 9.3). Null when it is none. */
export function describeCertificate(pem: string): string | null {
  const found = readBoth(pem)
  if (found === null) return null
  const { x509, certificate } = found
  const names = certificate.alternativeNames?.split(', ') ?? []
  return [
    `Serial: ${x509.serialNumber}`,
    `notBefore: ${x509.validFrom}`,
    `notAfter: ${x509.validTo}`,
    // As in HAProxy, names of other kinds leave their place empty.
    `Subject Alternative Name: ${names.map((name) => (name.startsWith('DNS:') ? name : '')).join(', ')}`,
    `Algorithm: ${describeKey(x509)}`,
    `SHA1 FingerPrint: ${Buffer.from(certificate.fingerprint).toString('hex').toUpperCase()}`,
    `Subject: ${certificate.subject.oneLine ?? ''}`,
    `Issuer: ${certificate.issuer.oneLine ?? ''}`,
    '',
  ].join('\n')
}

/** The certificate of a listener or server: PEM, leaf first, with what is stapled to it. */
export function describeCredential(
  certificates: readonly string[],
  issuer: string | null,
  ocspResponse: Uint8Array | null,
): string {
  const [leaf, ...chain] = certificates
  let text = leaf === undefined ? '' : (describeCertificate(leaf) ?? '')
  for (const pem of chain) {
    const found = readBoth(pem)
    if (found === null) continue
    const { subject, issuer: signer } = found.certificate
    text += `Chain Subject: ${subject.oneLine ?? ''}\nChain Issuer: ${signer.oneLine ?? ''}\n`
  }
  return `${text}OCSP Response Key: ${ocspResponse === null ? '' : ocspKey(certificates, issuer)}\n`
}

function ocspKey([leaf, ...chain]: readonly string[], given: string | null): string {
  const own = leaf === undefined ? null : readBoth(leaf)
  const signer = [...chain, ...(given === null ? [] : [given])]
    .map(readBoth)
    .find((found) => found !== null && own?.x509.checkIssued(found.x509))
  const identity =
    own === null || signer === undefined || signer === null
      ? null
      : ocspIdentityOf(own.certificate.der, signer.certificate.der)
  return identity === null ? '' : Buffer.from(identity.der).toString('hex')
}

function readBoth(pem: string): { readonly x509: X509Certificate; readonly certificate: Certificate } | null {
  try {
    const x509 = new X509Certificate(pem)
    const certificate = Certificate.read(new Uint8Array(x509.raw))
    return certificate === null ? null : { x509, certificate }
  } catch {
    return null
  }
}

const curveBits: Readonly<Record<string, number>> = { secp256k1: 256, prime256v1: 256, secp384r1: 384, secp521r1: 521 }

/** `RSA2048`, `EC256`; other kinds by their name alone. */
export function describeKey({ publicKey }: X509Certificate): string {
  const { asymmetricKeyType: kind = '', asymmetricKeyDetails: details } = publicKey
  if (kind.startsWith('rsa')) return `RSA${details?.modulusLength ?? ''}`
  if (kind === 'dsa') return `DSA${details?.modulusLength ?? ''}`
  if (kind === 'ec') return `EC${curveBits[details?.namedCurve ?? ''] ?? ''}`
  return kind.toUpperCase()
}
