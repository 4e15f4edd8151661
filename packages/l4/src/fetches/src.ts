import { defineSessionFetch, ipOf, portOf } from '../define-session-fetch.ts'
import { isLocalAddress } from '../local-addresses.ts'

/** The client as rules see it: a PROXY header or `set-src` changes it (manual 7.3.3). */
export const srcFetches = [
  defineSessionFetch('src', 'addr', 'client connection', 'Gives the address of the client.', (session, stream) =>
    ipOf((stream ?? session).sourceAddress),
  ),
  defineSessionFetch('src_port', 'sint', 'client connection', 'Gives the port of the client.', (session, stream) =>
    portOf((stream ?? session).sourceAddress),
  ),
  defineSessionFetch(
    'src_is_local',
    'bool',
    'client connection',
    'Tells whether the client has an address of this host.',
    (session, stream) => {
      const address = ipOf((stream ?? session).sourceAddress)
      return address === null ? null : isLocalAddress(address, session.clock.nowMs())
    },
  ),
]
