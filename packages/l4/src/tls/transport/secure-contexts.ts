/** Settings → the contexts that OpenSSL works with. Each is made when first needed and kept as long as its settings. */
import { constants, createHash } from 'node:crypto'
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls'
import type {
  TlsAcceptSettings,
  TlsConnectSettings,
  TlsCredential,
  TlsIdentity,
  TlsNegotiation,
  TlsVerification,
} from '../settings.ts'
import { useTicketKeys } from './ticket-keys.ts'

/** A context with what it was made of: commands at run time replace certificates and authorities of the same settings. */
interface Made {
  readonly context: SecureContext
  readonly negotiation: TlsNegotiation
  readonly verification: TlsVerification
  readonly credential: TlsCredential | null
}

const acceptContexts = new WeakMap<TlsAcceptSettings, WeakMap<TlsIdentity, Made>>()
const connectContexts = new WeakMap<TlsConnectSettings, Made>()

type Sources = Omit<Made, 'context'>

const isMadeOf = (made: Made, { negotiation, verification, credential }: Sources): boolean =>
  made.negotiation === negotiation && made.verification === verification && made.credential === credential

/** The context for clients that are shown `identity`. Throws OpenSSL's complaint when it cannot be made. */
export function acceptContext(settings: TlsAcceptSettings, identity: TlsIdentity): SecureContext {
  let contexts = acceptContexts.get(settings)
  if (contexts === undefined) {
    contexts = new WeakMap()
    acceptContexts.set(settings, contexts)
  }
  const known = contexts.get(identity)
  if (known !== undefined && isMadeOf(known, identity)) return known.context
  const { negotiation, verification, credential } = identity
  const context = createAcceptContext(settings, identity)
  contexts.set(identity, { context, negotiation, verification, credential })
  return context
}

/** The context for connections to the server that `settings` belong to. Throws like `acceptContext`. */
export function connectContext(settings: TlsConnectSettings): SecureContext {
  const known = connectContexts.get(settings)
  if (known !== undefined && isMadeOf(known, settings)) return known.context
  const { negotiation, verification, credential } = settings
  const context = createConnectContext(settings)
  connectContexts.set(settings, { context, negotiation, verification, credential })
  return context
}

function createAcceptContext(settings: TlsAcceptSettings, identity: TlsIdentity): SecureContext {
  const { credential, negotiation, verification } = identity
  let options = commonOptions(negotiation)
  if (!settings.prefersClientCiphers) options |= constants.SSL_OP_CIPHER_SERVER_PREFERENCE
  const context = createSecureContext({
    ...negotiated(negotiation),
    ...shown(credential),
    ...verified(verification),
    secureOptions: options | constants.SSL_OP_PRIORITIZE_CHACHA,
    sessionIdContext: sessionIdContext(verification),
  })
  if (settings.ticketKeys.length > 0) useTicketKeys(context, () => settings.ticketKeys)
  return context
}

function createConnectContext({ negotiation, verification, credential }: TlsConnectSettings): SecureContext {
  return createSecureContext({
    ...negotiated(negotiation),
    ...shown(credential),
    ...(verification.mode !== 'none' && verification.authorities === null ? {} : verified(verification)),
    secureOptions: commonOptions(negotiation),
  })
}

/** A `strict-sni` line may have no certificate at all. */
function shown(credential: TlsCredential | null): SecureContextOptions {
  if (credential === null || credential.certificates === '') return {}
  return { cert: credential.certificates, key: credential.privateKey }
}

function commonOptions({ usesTickets }: TlsNegotiation): number {
  const options = constants.SSL_OP_NO_COMPRESSION | constants.SSL_OP_NO_RENEGOTIATION
  return usesTickets ? options : options | constants.SSL_OP_NO_TICKET
}

function negotiated(negotiation: TlsNegotiation): SecureContextOptions {
  const { minVersion, maxVersion, ciphers, cipherSuites, curves, signatureAlgorithms } = negotiation
  return {
    minVersion,
    maxVersion,
    ciphers: `${cipherSuites ?? constants.defaultCoreCipherList.match(/TLS_[A-Z0-9_]+/g)!.join(':')}:${ciphers ?? 'DEFAULT'}`,
    ...(curves === null ? {} : { ecdhCurve: curves }),
    ...(signatureAlgorithms === null ? {} : { sigalgs: signatureAlgorithms }),
  }
}

/** Trusted authorities; an empty list keeps Node from trusting those it brings along. */
function verified({ authorities, unnamedAuthorities, revocations }: TlsVerification): SecureContextOptions {
  const trusted = [authorities, unnamedAuthorities].filter((pem) => pem !== null)
  return { ca: trusted, ...(revocations === null ? {} : { crl: revocations }) }
}

/** Sessions may be resumed only where clients are verified in the same way. */
function sessionIdContext({ mode, authorities, unnamedAuthorities, revocations }: TlsVerification): string {
  const hash = createHash('sha256').update(JSON.stringify([mode, authorities, unnamedAuthorities, revocations]))
  return hash.digest('hex').slice(0, 32)
}
