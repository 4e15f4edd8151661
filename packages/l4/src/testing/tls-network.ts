import { readFileSync } from 'node:fs'
import type {
  ConnectAttempt,
  Connection,
  ConnectOptions,
  ConnectSink,
  ListeningSocket,
  ListenOptions,
  Network,
} from '../network/connection.ts'
import { quietSink } from '../network/quiet-sink.ts'
import type {
  TlsAcceptSettings,
  TlsConnectSettings,
  TlsCredential,
  TlsIdentity,
  TlsNegotiation,
  TlsVerification,
} from '../tls/settings.ts'
import { acceptContext, connectContext } from '../tls/transport/secure-contexts.ts'
import type { TlsLayer } from '../tls/transport/tls-layer.ts'

/** A certificate for `oracle.test` and `*.oracle.test` with its key, signed by itself. */
export const testPem = readFileSync(
  new URL('../../../../tooling/oracle/fixtures/oracle.test.pem', import.meta.url),
  'latin1',
)

export const testCredential: TlsCredential = {
  name: 'oracle.test.pem',
  certificates: testPem,
  privateKey: testPem,
  ocspResponse: null,
  keyKind: 'ecdsa',
}

export const testNegotiation: TlsNegotiation = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: null,
  cipherSuites: null,
  curves: null,
  signatureAlgorithms: null,
  alpn: [],
  usesTickets: true,
}

export const noVerification: TlsVerification = {
  mode: 'none',
  authorities: null,
  unnamedAuthorities: null,
  revocations: null,
  ignoredErrors: new Set(),
  ignoredAuthorityErrors: new Set(),
}

export const testIdentity: TlsIdentity = {
  credential: testCredential,
  negotiation: testNegotiation,
  verification: noVerification,
}

/** Settings of a listener that shows `identity` to everybody. */
export function acceptSettings(
  identity: Partial<TlsIdentity> = {},
  settings: Partial<TlsAcceptSettings> = {},
): TlsAcceptSettings {
  const shown: TlsIdentity = { ...testIdentity, ...identity }
  return {
    selectIdentity: () => shown,
    defaultIdentity: shown,
    prefersClientCiphers: false,
    ticketKeys: [],
    captureBytes: 0,
    keepsSecrets: false,
    ...settings,
  }
}

/** Settings of a server that is not verified. */
export function connectSettings(settings: Partial<TlsConnectSettings> = {}): TlsConnectSettings {
  return {
    negotiation: testNegotiation,
    verification: noVerification,
    verifiedHost: null,
    credential: null,
    reusesSessions: true,
    keepsSecrets: false,
    ...settings,
  }
}

const bareLayer: Omit<TlsLayer, 'isServer' | 'context'> = {
  asksForCertificate: false,
  requiresCertificate: false,
  alpn: [],
  serverName: null,
  session: null,
  wantsSessions: false,
  ocspResponse: null,
  keepsSecrets: false,
  clientHello: null,
  captureBytes: 0,
  ownCertificates: null,
  certificateName: null,
}

/** A network on which every connection speaks TLS, for what holds of connections of every kind. */
export class TlsNetwork implements Network {
  readonly name: string
  readonly #below: Network
  readonly #onSinkError: (error: unknown) => void
  readonly #accept = acceptSettings()
  readonly #connect = connectSettings()

  constructor(below: Network, onSinkError: (error: unknown) => void) {
    this.name = `TLS on ${below.name}`
    this.#below = below
    this.#onSinkError = onSinkError
  }

  listen(options: ListenOptions, onConnection: (connection: Connection) => void): Promise<ListeningSocket> {
    const context = acceptContext(this.#accept, this.#accept.defaultIdentity)
    return this.#below.listen(options, (plain) => {
      this.#secure(plain, { ...bareLayer, isServer: true, context }, onConnection)
    })
  }

  connect(options: ConnectOptions, sink: ConnectSink): ConnectAttempt {
    let current: Connection | null = null
    let isCancelled = false
    const attempt = this.#below.connect(options, {
      onConnect: (plain) => {
        const layer = { ...bareLayer, isServer: false, context: connectContext(this.#connect) }
        current = this.#secure(plain, layer, (connection) => {
          if (!isCancelled) sink.onConnect(connection)
        })
      },
      onConnectFailed: (cause, code) => sink.onConnectFailed(cause, code),
    })
    return {
      cancel: () => {
        isCancelled = true
        attempt.cancel()
        current?.close()
      },
    }
  }

  #secure(plain: Connection, layer: TlsLayer, onSecure: (connection: Connection) => void): Connection {
    const connection: Connection = plain.startTls(
      layer,
      {
        onSecure: () => onSecure(connection),
        onTlsFailure: (failure) => this.#onSinkError(new Error(failure.text)),
      },
      null,
    )
    connection.sink = quietSink
    return connection
  }
}
