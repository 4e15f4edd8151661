import { certificateOf } from '../certificate/certificate.ts'
import { type CertificateHolder, defineCertificateFetches } from './define-certificate-fetches.ts'
import { defineTlsFetch, joinBytes, serverSide } from './define-tls-fetch.ts'

const server: CertificateHolder = {
  prefix: 'ssl_s',
  what: 'the certificate of the server',
  certificate(context) {
    const leaf = serverSide.tls(context)?.peerCertificates[0]
    return leaf === undefined ? null : certificateOf(leaf)
  },
}

/** The certificate of the server (manual 7.3.4). */
export const serverCertificateFetches = defineCertificateFetches(server)

export const serverChain = defineTlsFetch(
  serverSide,
  'ssl_s_chain_der',
  'bin',
  'Gives all certificates that the server sent, its own first, unless the session was resumed.',
  ({ isResumed, peerCertificates }) => (isResumed ? null : joinBytes(peerCertificates)),
  { source: 'client session' },
)
