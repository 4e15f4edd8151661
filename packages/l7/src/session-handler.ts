import type { Session } from '@weir/l4'
import { ClientLink } from './client-link.ts'

/** Takes over an accepted connection and speaks HTTP/1 on it: the handler of frontends in HTTP mode. */
export function startHttpSession(session: Session): void {
  new ClientLink(session)
}
