import type { Session } from '@weir/l4'
import { ClientLink } from './client-link.ts'
import { ClientMux } from './h2/client-mux.ts'

/** Takes over an accepted connection and speaks HTTP on it: the handler of frontends in HTTP mode. */
export function startHttpSession(session: Session): void {
  const protocol = session.protocolOverride ?? session.listener.protocol
  if (protocol === 'h2' || (protocol === null && session.connection.tls?.alpn === 'h2')) new ClientMux(session)
  else new ClientLink(session, protocol === null)
}
