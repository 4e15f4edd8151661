import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { PassFiles } from '@weir/keyword'
import type { CertificateFiles, ExtraFileKind } from './options.ts'
import { type PemBlocks, readPemBlocks } from './pem-blocks.ts'
import type { TlsCredential } from './settings.ts'
import type { FileWord } from './words.ts'

/** How the files of a certificate are found. */
export interface LoadRules {
  readonly files: PassFiles
  readonly extraFiles: ReadonlySet<ExtraFileKind>
  readonly replacesExtension: boolean
  readonly skipsSelfIssued: boolean
  /** Chains for certificates that come without one, by the subject that starts them. */
  readonly chains: ReadonlyMap<string, readonly string[]>
}

/** Paths that were given, where they are not looked for beside the certificate. */
export type ExtraPaths = Readonly<Record<'key' | 'ocsp' | 'issuer' | 'timestamps', string | null>>

export interface LoadedCredential {
  readonly credential: TlsCredential
  readonly leaf: X509Certificate
  /** Common names and DNS names of the leaf, lower case, each once. */
  readonly names: readonly string[]
  /** The certificate that signed the leaf, PEM; null when none was found, or none was looked for. */
  readonly issuer: string | null
  readonly warnings: readonly string[]
}

export type LoadResult = LoadedCredential | { readonly error: string }

/** Reads a certificate with its chain, key and further files. `name` is what it is known by. */
export function loadCredential(path: string, name: string, extra: ExtraPaths, rules: LoadRules): LoadResult {
  const file = rules.files.read(path)
  if ('error' in file) return { error: `unable to stat SSL certificate from file '${path}' : ${file.error}.` }
  const find = (kind: ExtraFileKind, given: string | null): string | null => {
    const beside = rules.extraFiles.has(kind) ? besideOf(path, kind, rules.replacesExtension) : null
    const found = given ?? beside
    if (found === null) return null
    const read = rules.files.read(found)
    return 'text' in read ? read.text : null
  }
  return buildCredential(
    {
      path,
      name,
      blocks: readPemBlocks(file.text),
      key: () => find('key', extra.key),
      keyPath: rules.extraFiles.has('key') ? (extra.key ?? besideOf(path, 'key', rules.replacesExtension)) : path,
      isKeyGiven: extra.key !== null,
      ocsp: find('ocsp', extra.ocsp),
      issuer: () => find('issuer', extra.issuer),
      timestamps: find('sctl', extra.timestamps),
    },
    rules,
  )
}

interface Parts {
  readonly path: string
  readonly name: string
  readonly blocks: PemBlocks
  readonly keyPath: string
  readonly isKeyGiven: boolean
  key(): string | null
  readonly ocsp: string | null
  issuer(): string | null
  readonly timestamps: string | null
}

/** Puts a credential together from texts that were read. */
export function buildCredential(parts: Parts, rules: Pick<LoadRules, 'skipsSelfIssued' | 'chains'>): LoadResult {
  const { path, name, blocks } = parts
  const [first] = blocks.certificates
  const leaf = first === undefined ? null : readCertificate(first)
  if (leaf === null) return { error: `unable to load certificate from file '${path}'.` }
  const ownKey = parts.isKeyGiven ? null : blocks.privateKey
  const keyText = ownKey ?? readPemBlocks(parts.key() ?? '').privateKey
  const key = keyText === null ? null : readKey(keyText)
  if (keyText === null || key === null) return { error: `No Private Key found in '${parts.keyPath}'.` }
  if (!leaf.checkPrivateKey(key))
    return { error: `inconsistencies between private key and certificate loaded '${path}'.` }
  const { chain, issuer } = chainOf(leaf, blocks.certificates.slice(1), parts, rules)
  const warnings: string[] = []
  let ocspResponse: Uint8Array | null = null
  if (parts.ocsp !== null) {
    if (issuer === null)
      return {
        error: `'${path}.ocsp' is present and activates OCSP but it is impossible to compute the OCSP certificate ID (maybe the issuer could not be found)'.`,
      }
    const response = bytesOf(parts.ocsp)
    if (isGoodOcspResponse(response)) ocspResponse = response
    else if (response.length > 0) warnings.push(`OCSP response of '${path}' is not a good one, it is ignored.`)
  }
  if (parts.timestamps !== null && !isTimestampList(bytesOf(parts.timestamps)))
    return { error: `'${path}.sctl' is present but cannot be read or parsed'.` }
  const credential: TlsCredential = {
    name,
    certificates: `${[first, ...chain].join('\n')}\n`,
    privateKey: `${keyText}\n`,
    ocspResponse,
    keyKind: keyKindOf(key),
  }
  return { credential, leaf, names: namesOf(leaf), issuer, warnings }
}

function besideOf(path: string, kind: ExtraFileKind, replacesExtension: boolean): string {
  return `${replacesExtension ? path.replace(/\.crt$/, '') : path}.${kind}`
}

function chainOf(
  leaf: X509Certificate,
  sent: readonly string[],
  parts: Parts,
  rules: Pick<LoadRules, 'skipsSelfIssued' | 'chains'>,
): { readonly chain: readonly string[]; readonly issuer: string | null } {
  const completed = sent.length > 0 ? sent : (rules.chains.get(leaf.issuer) ?? [])
  const isIssuer = (pem: string): boolean => {
    const found = readCertificate(pem)
    return found !== null && leaf.checkIssued(found)
  }
  // Only OCSP asks for the issuer, and only then is it worth looking for.
  const candidates = parts.ocsp === null ? [] : [...completed, ...readPemBlocks(parts.issuer() ?? '').certificates]
  return {
    chain: rules.skipsSelfIssued ? completed.filter((pem) => !isSelfIssued(pem)) : completed,
    issuer: candidates.find(isIssuer) ?? null,
  }
}

function isSelfIssued(pem: string): boolean {
  const found = readCertificate(pem)
  return found !== null && found.subject === found.issuer
}

export function readCertificate(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}

function readKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}

function keyKindOf({ asymmetricKeyType }: KeyObject): TlsCredential['keyKind'] {
  if (asymmetricKeyType === 'ec') return 'ecdsa'
  if (asymmetricKeyType === 'rsa' || asymmetricKeyType === 'rsa-pss') return 'rsa'
  return asymmetricKeyType === 'dsa' ? 'dsa' : 'other'
}

/** Host names of a certificate: the alternative ones and the common names. */
export function namesOf(leaf: X509Certificate): string[] {
  const names = new Set<string>()
  for (const [, name] of (leaf.subjectAltName ?? '').matchAll(/(?:^|, )DNS:([^,"\s]+)/g)) names.add(name!.toLowerCase())
  for (const [, name] of leaf.subject?.matchAll(/(?:^|\n|\+)CN=([^\n+]*)/g) ?? []) names.add(name!.toLowerCase())
  return [...names]
}

export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

/** True for a DER OCSPResponse whose status is successful and that has response bytes (RFC 6960 §4.2.1). */
function isGoodOcspResponse(der: Uint8Array): boolean {
  if (der[0] !== 0x30 || der.length < 8) return false
  const length = der[1]!
  const start = length < 0x80 ? 2 : 2 + (length & 0x7f)
  return der[start] === 0x0a && der[start + 1] === 1 && der[start + 2] === 0 && der[start + 3] === 0xa0
}

/** True for a SignedCertificateTimestampList (RFC 6962 §3.3). */
export function isTimestampList(bytes: Uint8Array): boolean {
  const lengthAt = (position: number): number => (bytes[position]! << 8) | bytes[position + 1]!
  if (bytes.length < 4 || lengthAt(0) !== bytes.length - 2) return false
  let position = 2
  while (position + 2 <= bytes.length) {
    const length = lengthAt(position)
    if (length === 0) return false
    position += 2 + length
  }
  return position === bytes.length
}

export function noExtraPaths(): ExtraPaths {
  return { key: null, ocsp: null, issuer: null, timestamps: null }
}

/** `inKeyBase` gives the path of a key below its base directory. */
export function extraPathsOf(files: CertificateFiles, inKeyBase: (file: FileWord) => string): ExtraPaths {
  return {
    key: files.key === null ? null : inKeyBase(files.key),
    ocsp: files.ocsp?.path ?? null,
    issuer: files.issuer?.path ?? null,
    timestamps: files.timestamps?.path ?? null,
  }
}
