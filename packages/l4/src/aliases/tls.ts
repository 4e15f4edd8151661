import { defineSessionLogAlias } from '../define-stream-alias.ts'
import type { Session } from '../session.ts'
import type { TlsSession } from '../tls/tls-session.ts'
import { unstartedTls } from '../tls/unstarted-tls.ts'

/** The TLS layer of the client, that of a handshake which failed included. */
const tlsOf = ({ connection, speaksTls }: Session): TlsSession | null =>
  connection.tls ?? (speaksTls ? unstartedTls : null)

/** What TLS with the client agreed on; nothing without TLS (manual 8.2.6). */
export const tlsAliases = [
  defineSessionLogAlias(
    'sslc',
    'Gives the cipher that TLS with the client agreed on.',
    (session) => tlsOf(session)?.cipher ?? null,
  ),
  defineSessionLogAlias(
    'sslv',
    'Gives the version of TLS that is spoken with the client.',
    (session) => tlsOf(session)?.protocol ?? null,
  ),
]
