const certificate = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([^-]*)-----END/g

/** The certificates of a PEM text, DER, in order. */
export function certificatesOf(pem: string): readonly Uint8Array[] {
  return [...pem.matchAll(certificate)].map((found) => new Uint8Array(Buffer.from(found[1]!, 'base64')))
}
