import type { TlsSession } from './tls-session.ts'

/** The TLS layer of a client that is expected to speak TLS and has not begun: it knows of nothing. */
export const unstartedTls: TlsSession = {
  isEstablished: false,
  protocol: '',
  cipher: '(NONE)',
  alpn: null,
  serverName: null,
  isResumed: false,
  curve: null,
  sessionId: new Uint8Array(0),
  peerCertificates: [],
  ownCertificates: [],
  verifyResult: 0,
  certificateError: 0,
  authorityError: 0,
  authorityErrorDepth: 0,
  rootCertificate: null,
  certificateName: null,
  clientHello: null,
  captureBytes: 0,
  uniqueId: null,
  secret: () => null,
  clientRandom: null,
  masterKey: null,
}
