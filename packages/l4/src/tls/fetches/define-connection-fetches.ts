import { defineFetch, type FetchKeyword } from '@weir/keyword'
import { keyBits } from './cipher-suites.ts'
import { defineTlsFetch, someBytes, type TlsSide } from './define-tls-fetch.ts'

/** Labels of an NSS key log, with the names that fetches have for them. */
const secrets: readonly (readonly [suffix: string, label: string])[] = [
  ['client_early_traffic_secret', 'CLIENT_EARLY_TRAFFIC_SECRET'],
  ['client_handshake_traffic_secret', 'CLIENT_HANDSHAKE_TRAFFIC_SECRET'],
  ['server_handshake_traffic_secret', 'SERVER_HANDSHAKE_TRAFFIC_SECRET'],
  ['client_traffic_secret_0', 'CLIENT_TRAFFIC_SECRET_0'],
  ['server_traffic_secret_0', 'SERVER_TRAFFIC_SECRET_0'],
  ['exporter_secret', 'EXPORTER_SECRET'],
  ['early_exporter_secret', 'EARLY_EXPORTER_SECRET'],
]

/** What both sides tell of their connections (manual 7.3.4). */
export function defineConnectionFetches(side: TlsSide): readonly FetchKeyword[] {
  const { prefix, peer } = side
  const on = `on the connection with the ${peer}`
  return [
    defineTlsFetch(side, prefix, 'bool', `Tells whether TLS is spoken ${on}.`, () => true, { plain: false }),
    defineTlsFetch(
      side,
      `${prefix}_alg_keysize`,
      'sint',
      `Gives the bits of the keys that the cipher ${on} has.`,
      ({ cipher }) => keyBits(cipher)?.total ?? null,
    ),
    defineTlsFetch(
      side,
      `${prefix}_use_keysize`,
      'sint',
      `Gives the bits of the keys that count ${on}.`,
      ({ cipher }) => keyBits(cipher)?.used ?? null,
    ),
    defineTlsFetch(
      side,
      `${prefix}_alpn`,
      'str',
      `Gives the protocol that was agreed on by ALPN ${on}.`,
      ({ alpn }) => alpn,
    ),
    defineTlsFetch(
      side,
      `${prefix}_npn`,
      'str',
      `Gives the protocol that was agreed on by NPN ${on}, which TLS has given up for ALPN.`,
      // No library in use offers NPN any more, and 'npn' is refused on lines.
      () => null,
    ),
    defineTlsFetch(side, `${prefix}_cipher`, 'str', `Gives the name of the cipher ${on}.`, ({ cipher }) => cipher),
    defineTlsFetch(
      side,
      `${prefix}_protocol`,
      'str',
      `Gives the version of TLS that is spoken ${on}.`,
      ({ protocol }) => protocol,
    ),
    defineTlsFetch(
      side,
      `${prefix}_curve`,
      'str',
      `Gives the name of the group by which keys were exchanged ${on}.`,
      ({ curve }) => curve,
    ),
    defineTlsFetch(
      side,
      `${prefix}_sni`,
      'str',
      peer === 'client'
        ? 'Gives the server name that the client asked for.'
        : 'Gives the server name that the server was asked for.',
      ({ serverName }) => serverName,
    ),
    defineTlsFetch(
      side,
      `${prefix}_is_resumed`,
      'bool',
      `Tells whether an earlier session was resumed ${on}.`,
      ({ isResumed }) => isResumed,
      { plain: false },
    ),
    defineTlsFetch(side, `${prefix}_session_id`, 'bin', `Gives the identity of the session ${on}.`, ({ sessionId }) =>
      someBytes(sessionId),
    ),
    defineTlsFetch(
      side,
      `${prefix}_session_key`,
      'bin',
      `Gives the master key of the session ${on}.`,
      ({ masterKey }) => someBytes(masterKey),
    ),
    defineTlsFetch(
      side,
      `${prefix}_unique_id`,
      'bin',
      `Gives what is unique to the handshake ${on} (RFC 5929).`,
      ({ uniqueId }) => someBytes(uniqueId),
    ),
    defineTlsFetch(
      side,
      `${prefix}_client_random`,
      'bin',
      `Gives the random of the client hello ${on}.`,
      ({ clientRandom }) => someBytes(clientRandom),
    ),
    ...secrets.map(([suffix, label]) =>
      defineTlsFetch(
        side,
        `${prefix}_${suffix}`,
        'str',
        `Gives the secret '${label}' ${on} in hexadecimal, if keys are logged.`,
        (tls) => {
          const secret = tls.secret(label)
          return secret === null ? null : Buffer.from(secret).toString('hex')
        },
        { source: 'client session' },
      ),
    ),
    defineFetch({
      name: `${prefix}_err`,
      summary: `Gives OpenSSL's number of what went wrong ${on}, 0 for nothing.`,
      manual: '7.3.4',
      out: 'sint',
      source: side.source,
      params: [],
      bind: () => (context) => side.failure(context)?.code ?? (side.tls(context) === null ? null : 0),
    }),
    defineFetch({
      name: `${prefix}_err_str`,
      summary: `Gives OpenSSL's words for what went wrong ${on}.`,
      manual: '7.3.4',
      out: 'str',
      source: side.source,
      params: [],
      bind: () => (context) => side.failure(context)?.text || null,
    }),
  ]
}
