/**
 * Says what is wrong with a peer's certificates, certificate by certificate. OpenSSL's verdict is what counts: nothing
 * that it found fault with is trusted for lack of a finding here. But Node tells only the last fault, where `crt-ignore-err`,
 * `ca-ignore-err` and the fetches need the first, and its depth.
 */
import { X509Certificate } from 'node:crypto'
import { getCACertificates } from 'node:tls'
import type { TlsVerification } from '../settings.ts'
import type { TlsSession } from '../tls-session.ts'
import { certificatesOf } from './pem.ts'
import { verifyErrors } from './verify-codes.ts'

/** What was found, as `TlsSession` tells it. */
export interface PeerErrors {
  readonly certificateError: number
  readonly authorityError: number
  readonly authorityErrorDepth: number
  /** The root of the peer's chain, DER; null when none of the trusted authorities is. */
  root(): Uint8Array | null
}

export const noPeerErrors: PeerErrors = {
  certificateError: 0,
  authorityError: 0,
  authorityErrorDepth: 0,
  root: () => null,
}

/** Whether a peer may stay. */
export interface PeerVerdict extends PeerErrors {
  /** The first error that is not ignored; null when the peer may stay. */
  readonly refusal: number | null
}

interface Finding {
  readonly code: number
  readonly depth: number
}

/** Trusted authorities by the settings that name them: parsed when first needed. */
const authoritiesOf = new WeakMap<TlsVerification, readonly X509Certificate[]>()

function trustedBy(verification: TlsVerification): readonly X509Certificate[] {
  const known = authoritiesOf.get(verification)
  if (known !== undefined) return known
  const { authorities, unnamedAuthorities } = verification
  const pem = `${authorities ?? getCACertificates('default').join('\n')}\n${unnamedAuthorities ?? ''}`
  const parsed = certificatesOf(pem).map((der) => new X509Certificate(der))
  authoritiesOf.set(verification, parsed)
  return parsed
}

/** Judges the certificate of a peer after the handshake. A peer that sent none is trusted: OpenSSL demands what is required. */
export function judgePeer(session: TlsSession, verification: TlsVerification, wallMs: number): PeerVerdict {
  const { verifyResult } = session
  if (verification.mode === 'none') return { ...noPeerErrors, refusal: null }
  const root = (): Uint8Array | null => findRoot(session.peerCertificates, verification)
  if (verifyResult === 0) return { ...noPeerErrors, root, refusal: null }
  const findings = findErrors(session.peerCertificates, verification, verifyResult, wallMs)
  const leaf = findings.find(({ depth }) => depth === 0)
  const authority = findings.find(({ depth }) => depth > 0)
  return {
    certificateError: leaf?.code ?? 0,
    authorityError: authority?.code ?? 0,
    authorityErrorDepth: authority?.depth ?? 0,
    root,
    refusal: findings.find((finding) => !isIgnored(finding, verification))?.code ?? null,
  }
}

/** Of a client that resumes its session: it was judged when that began, and its errors are not told again. */
export function recallPeer(session: TlsSession, verification: TlsVerification): PeerVerdict {
  return { ...noPeerErrors, root: () => findRoot(session.peerCertificates, verification), refusal: null }
}

function isIgnored({ code, depth }: Finding, verification: TlsVerification): boolean {
  const ignored = depth === 0 ? verification.ignoredErrors : verification.ignoredAuthorityErrors
  return ignored === 'all' || ignored.has(code)
}

/** In the order in which OpenSSL comes upon them: first the missing issuer, then times of validity from the top down. */
function findErrors(
  certificates: readonly Uint8Array[],
  verification: TlsVerification,
  verifyResult: number,
  wallMs: number,
): readonly Finding[] {
  const sent = certificates.map((der) => new X509Certificate(der))
  const { chain, isAnchored } = chainOf(sent, trustedBy(verification))
  const findings: Finding[] = []
  const top = chain.length - 1
  if (!isAnchored && top >= 0) {
    const isSelfSigned = chain[top]!.checkIssued(chain[top]!)
    const selfSigned = top === 0 ? verifyErrors.selfSignedLeaf : verifyErrors.selfSignedInChain
    findings.push({ code: isSelfSigned ? selfSigned : verifyErrors.noLocalIssuer, depth: top })
    if (top === 0 && !isSelfSigned) findings.push({ code: verifyErrors.unverifiableLeaf, depth: 0 })
  }
  for (let depth = top; depth >= 0; depth--) {
    const { validFromDate, validToDate } = chain[depth]!
    if (validFromDate.getTime() > wallMs) findings.push({ code: verifyErrors.notYetValid, depth })
    else if (validToDate.getTime() < wallMs) findings.push({ code: verifyErrors.expired, depth })
  }
  if (!findings.some(({ code }) => code === verifyResult)) findings.push({ code: verifyResult, depth: 0 })
  return findings
}

/** The way from the leaf up: issuers among what was sent and what is trusted. */
function chainOf(
  sent: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): { readonly chain: readonly X509Certificate[]; readonly isAnchored: boolean } {
  const chain: X509Certificate[] = []
  let at = sent[0]
  while (at !== undefined && !chain.includes(at)) {
    const certificate: X509Certificate = at
    chain.push(certificate)
    if (trusted.some((one) => one.fingerprint256 === certificate.fingerprint256)) return { chain, isAnchored: true }
    const isIssuer = (one: X509Certificate): boolean =>
      one !== certificate && certificate.checkIssued(one) && certificate.verify(one.publicKey)
    at = trusted.find(isIssuer) ?? sent.find(isIssuer)
  }
  return { chain, isAnchored: false }
}

function findRoot(certificates: readonly Uint8Array[], verification: TlsVerification): Uint8Array | null {
  const sent = certificates.map((der) => new X509Certificate(der))
  const { chain, isAnchored } = chainOf(sent, trustedBy(verification))
  const top = chain.at(-1)
  return isAnchored && top !== undefined ? new Uint8Array(top.raw) : null
}
