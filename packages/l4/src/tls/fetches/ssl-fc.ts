import { defineAcl } from '@weir/keyword'
import { defineConnectionFetches } from './define-connection-fetches.ts'
import { clientSide, defineTlsFetch } from './define-tls-fetch.ts'

/** TLS with the client (manual 7.3.4). */
export const clientTlsFetches = defineConnectionFetches(clientSide)

/** What only clients do. */
export const clientOnlyFetches = [
  defineTlsFetch(
    clientSide,
    'ssl_fc_has_sni',
    'bool',
    'Tells whether the client asked for a server name.',
    ({ serverName }) => serverName !== null,
    { plain: false },
  ),
  defineTlsFetch(
    clientSide,
    'ssl_fc_has_crt',
    'bool',
    'Tells whether the client showed a certificate on this very connection.',
    ({ isEstablished, isResumed, peerCertificates }) =>
      isEstablished ? !isResumed && peerCertificates.length > 0 : null,
  ),
  defineTlsFetch(
    clientSide,
    'ssl_fc_has_early',
    'bool',
    'Tells whether what was received came before the end of the handshake.',
    // Early data is never accepted: `allow-0rtt` is refused, and a client without leave sends its data again.
    () => false,
  ),
  defineTlsFetch(
    clientSide,
    'ssl_fc_early_rcvd',
    'bool',
    'Tells whether early data was ever received on the connection.',
    () => false,
  ),
  defineTlsFetch(
    clientSide,
    'ssl_fc_crtname',
    'str',
    'Gives the name of the certificate that was chosen for the client.',
    ({ certificateName }) => certificateName,
  ),
]

export const sniAcls = [
  defineAcl({ name: 'ssl_fc_sni_end', fetch: 'ssl_fc_sni', match: 'end' }),
  defineAcl({ name: 'ssl_fc_sni_reg', fetch: 'ssl_fc_sni', match: 'reg' }),
]
