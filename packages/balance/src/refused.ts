import type { RefusedKeyword } from '@weir/keyword'

const refuse = (slot: string, names: readonly string[], reason: string): RefusedKeyword[] =>
  names.map((name) => ({ kind: 'refused', slot, name, state: 'unsupported', reason }))

/** Words of this package's ground that HAProxy knows and Weir refuses. */
export const refused: readonly RefusedKeyword[] = [
  ...refuse(
    'server-option',
    [
      'allow-0rtt',
      'alpn',
      'ca-file',
      'check-alpn',
      'check-sni',
      'check-sni-auto',
      'check-ssl',
      'ciphers',
      'ciphersuites',
      'client-sigalgs',
      'crl-file',
      'crt',
      'curves',
      'force-sslv3',
      'force-tlsv10',
      'force-tlsv11',
      'force-tlsv12',
      'force-tlsv13',
      'ktls',
      'npn',
      'renegotiate',
      'sigalgs',
      'sni',
      'sni-auto',
      'ssl',
      'ssl-max-ver',
      'ssl-min-ver',
      'verifyhost',
    ],
    'servers are reached without TLS so far',
  ),
  ...refuse('server-option', ['from', 'name'], 'there are no named sets of server options'),
]
