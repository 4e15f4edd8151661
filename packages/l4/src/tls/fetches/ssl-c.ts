import { defineFetch, optional, text } from '@weir/keyword'
import { certificateOf } from '../certificate/certificate.ts'
import {
  type CertificateHolder,
  defineCertificateFetch,
  defineCertificateFetches,
  defineNameFetch,
} from './define-certificate-fetches.ts'
import { clientSide, defineTlsFetch, joinBytes } from './define-tls-fetch.ts'

const client: CertificateHolder = {
  prefix: 'ssl_c',
  what: 'the certificate of the client',
  certificate(context) {
    const leaf = clientSide.tls(context)?.peerCertificates[0]
    return leaf === undefined ? null : certificateOf(leaf)
  },
}

/** The certificate of the client (manual 7.3.4). */
export const clientCertificateFetches = defineCertificateFetches(client)

export const alternativeNames = defineCertificateFetch(
  client,
  'san',
  'str',
  'Gives the alternative names of',
  (certificate) => certificate.alternativeNames,
)

export const policies = defineFetch({
  name: 'ssl_c_policies',
  summary: 'Gives the policies of the certificate of the client, or the one of the given identifier if it is there.',
  manual: '7.3.4',
  out: 'str',
  source: 'client session',
  params: [optional(text('identifier'))],
  bind:
    ([wanted]) =>
    (context) => {
      const found = client.certificate(context)?.policies ?? []
      return (wanted === undefined ? found.join(',') : found.find((policy) => policy === wanted)) || null
    },
})

export const rootName = defineNameFetch(
  'ssl_c_r_dn',
  'Gives the name of the root by which the client was verified, or an entry of it.',
  (context) => {
    const root = clientSide.tls(context)?.rootCertificate ?? null
    return root === null ? null : (certificateOf(root)?.subject ?? null)
  },
)

/** What came of verifying the client. */
export const verificationFetches = [
  defineTlsFetch(
    clientSide,
    'ssl_c_used',
    'bool',
    'Tells whether the session has a certificate of the client, shown on this connection or before.',
    ({ peerCertificates }) => peerCertificates.length > 0,
  ),
  defineTlsFetch(
    clientSide,
    'ssl_c_verify',
    'sint',
    "Gives OpenSSL's number of the result of verifying the client, 0 when it is trusted.",
    ({ isEstablished, verifyResult }) => (isEstablished ? verifyResult : null),
  ),
  defineTlsFetch(
    clientSide,
    'ssl_c_err',
    'sint',
    "Gives OpenSSL's number of the first error of the client's own certificate.",
    ({ certificateError }) => certificateError,
  ),
  defineTlsFetch(
    clientSide,
    'ssl_c_ca_err',
    'sint',
    "Gives OpenSSL's number of the first error of an authority of the client.",
    ({ authorityError }) => authorityError,
  ),
  defineTlsFetch(
    clientSide,
    'ssl_c_ca_err_depth',
    'sint',
    'Gives how far above the client the first error of an authority is.',
    ({ authorityErrorDepth }) => authorityErrorDepth,
  ),
  defineTlsFetch(
    clientSide,
    'ssl_c_chain_der',
    'bin',
    'Gives the certificates that the client sent above its own, unless the session was resumed.',
    ({ isResumed, peerCertificates }) => (isResumed ? null : joinBytes(peerCertificates.slice(1))),
  ),
]
