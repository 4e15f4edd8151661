import { certificateOf } from '../certificate/certificate.ts'
import { defineCertificateFetches } from './define-certificate-fetches.ts'
import { clientSide } from './define-tls-fetch.ts'

/** The certificate that the client was shown (manual 7.3.4). */
export const ownCertificateFetches = defineCertificateFetches({
  prefix: 'ssl_f',
  what: 'the certificate shown to the client',
  certificate(context) {
    const leaf = clientSide.tls(context)?.ownCertificates[0]
    return leaf === undefined ? null : certificateOf(leaf)
  },
})
