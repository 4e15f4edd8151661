/** The parts of a PEM file (RFC 7468). */
export interface PemBlocks {
  /** Each with its lines of dashes, in the order of the file. */
  readonly certificates: readonly string[]
  readonly revocations: readonly string[]
  /** The first private key; null without one. */
  readonly privateKey: string | null
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g

/** Cuts a PEM text into what of it counts for TLS. What stands between blocks is let pass. */
export function readPemBlocks(text: string): PemBlocks {
  const certificates: string[] = []
  const revocations: string[] = []
  let privateKey: string | null = null
  for (const [whole, label = ''] of text.matchAll(block)) {
    if (/^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label)) certificates.push(whole)
    else if (label === 'X509 CRL') revocations.push(whole)
    else if (/^(?:[A-Z]+ )?PRIVATE KEY$/.test(label)) privateKey ??= whole
  }
  return { certificates, revocations, privateKey }
}
