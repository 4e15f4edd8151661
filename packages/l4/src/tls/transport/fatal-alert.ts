/**
 * The alert that ends a handshake whose certificates are not trusted. Node lets such a handshake come to its end and
 * leaves the verdict to its user, who cannot send an alert. What is sent here is the one record that OpenSSL would have
 * sent in its place, before any other under the same keys.
 */
import { createCipheriv, createHmac } from 'node:crypto'
import { verifyErrors } from './verify-codes.ts'

const fatal = 2
const alertType = 21
const applicationDataType = 23

/** Alerts (RFC 8446 §6.2) by what verification found. */
export function alertOf(verifyError: number): number {
  switch (verifyError) {
    case 2:
    case verifyErrors.selfSignedLeaf:
    case verifyErrors.selfSignedInChain:
    case verifyErrors.noLocalIssuer:
    case verifyErrors.unverifiableLeaf:
    case 22:
    case 24:
      return 48
    case verifyErrors.expired:
      return 45
    case verifyErrors.notYetValid:
      return 42
    case 23:
      return 44
    case 26:
      return 43
    default:
      return 46
  }
}

/** The record before the keys have changed: in the clear (TLS 1.2 and older, RFC 5246 §7.2). */
export function plainAlert(alert: number): Uint8Array {
  return Uint8Array.of(alertType, 3, 3, 0, 2, fatal, alert)
}

interface Aead {
  readonly name: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305'
  readonly keyBytes: number
  readonly hash: 'sha256' | 'sha384'
}

const aeads: Readonly<Record<string, Aead>> = {
  TLS_AES_128_GCM_SHA256: { name: 'aes-128-gcm', keyBytes: 16, hash: 'sha256' },
  TLS_AES_256_GCM_SHA384: { name: 'aes-256-gcm', keyBytes: 32, hash: 'sha384' },
  TLS_CHACHA20_POLY1305_SHA256: { name: 'chacha20-poly1305', keyBytes: 32, hash: 'sha256' },
}

/** The first record under a traffic secret of TLS 1.3 (RFC 8446 §5.2); null for a cipher that is not known here. */
export function sealedAlert(alert: number, cipherSuite: string, trafficSecret: Uint8Array): Uint8Array | null {
  const aead = aeads[cipherSuite]
  if (aead === undefined) return null
  const key = expandLabel(aead, trafficSecret, 'key', aead.keyBytes)
  // The number of the first record is zero, which leaves the nonce as it is (§5.3).
  const nonce = expandLabel(aead, trafficSecret, 'iv', 12)
  const content = Uint8Array.of(fatal, alert, alertType)
  const tagBytes = 16
  const header = Uint8Array.of(applicationDataType, 3, 3, 0, content.length + tagBytes)
  const cipher = createCipheriv(aead.name as 'aes-128-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(header)
  return Buffer.concat([header, cipher.update(content), cipher.final(), cipher.getAuthTag()])
}

/** HKDF-Expand-Label with an empty context (RFC 8446 §7.1), of one block (RFC 5869 §2.3). */
function expandLabel({ hash }: Aead, secret: Uint8Array, label: string, length: number): Uint8Array {
  const name = Buffer.from(`tls13 ${label}`, 'latin1')
  const info = Buffer.concat([Uint8Array.of(length >> 8, length & 255, name.length), name, Uint8Array.of(0, 1)])
  return createHmac(hash, secret).update(info).digest().subarray(0, length)
}
