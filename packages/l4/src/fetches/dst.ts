import { defineSessionFetch, ipOf, portOf } from '../define-session-fetch.ts'
import { isLocalAddress } from '../local-addresses.ts'

/** Where the client wanted to go (manual 7.3.3). */
export const dstFetches = [
  defineSessionFetch(
    'dst',
    'addr',
    'client connection',
    'Gives the address that the client connected to.',
    (session, stream) => ipOf((stream ?? session).destinationAddress),
  ),
  defineSessionFetch(
    'dst_port',
    'sint',
    'client connection',
    'Gives the port that the client connected to.',
    (session, stream) => portOf((stream ?? session).destinationAddress),
  ),
  defineSessionFetch(
    'dst_is_local',
    'bool',
    'client connection',
    'Tells whether the client connected to an address of this host.',
    (session, stream) => {
      const address = ipOf((stream ?? session).destinationAddress)
      return address === null ? null : isLocalAddress(address, session.clock.nowMs())
    },
  ),
  defineSessionFetch(
    'dst_conn',
    'sint',
    'frontend',
    'Counts the connections of the listener.',
    (session) => session.listener.currentConnections,
  ),
]
