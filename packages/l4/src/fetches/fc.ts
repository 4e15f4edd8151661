import { defineSessionFetch, ipOf, portOf } from '../define-session-fetch.ts'
import { isLocalAddress } from '../local-addresses.ts'
import { handshakeTime, totalTime } from '../timers.ts'

/** The connection of the client as the system knows it (manual 7.3.3). */
export const fcFetches = [
  defineSessionFetch(
    'fc_src',
    'addr',
    'client connection',
    'Gives the address that the connection came from.',
    (session) => ipOf(session.connection.remoteAddress),
  ),
  defineSessionFetch(
    'fc_src_port',
    'sint',
    'client connection',
    'Gives the port that the connection came from.',
    (session) => portOf(session.connection.remoteAddress),
  ),
  defineSessionFetch(
    'fc_src_is_local',
    'bool',
    'client connection',
    'Tells whether the connection came from this host.',
    (session) => {
      const address = ipOf(session.connection.remoteAddress)
      return address === null ? null : isLocalAddress(address, session.clock.nowMs())
    },
  ),
  defineSessionFetch(
    'fc_dst',
    'addr',
    'client connection',
    'Gives the address that the connection goes to.',
    (session) => ipOf(session.connection.localAddress),
  ),
  defineSessionFetch(
    'fc_dst_port',
    'sint',
    'client connection',
    'Gives the port that the connection goes to.',
    (session) => portOf(session.connection.localAddress),
  ),
  defineSessionFetch(
    'fc_dst_is_local',
    'bool',
    'client connection',
    'Tells whether the connection goes to an address of this host.',
    (session) => {
      const address = ipOf(session.connection.localAddress)
      return address === null ? null : isLocalAddress(address, session.clock.nowMs())
    },
  ),
  defineSessionFetch(
    'fc_rcvd_proxy',
    'bool',
    'client connection',
    'Tells whether the connection began with a PROXY header.',
    (session) => session.proxyHeader !== null,
  ),
  defineSessionFetch(
    'fc.timer.handshake',
    'sint',
    'client connection',
    'Gives the milliseconds that handshakes took.',
    (session, stream) => (stream === null ? Math.round(session.handshakeMs) : handshakeTime(stream)),
  ),
  defineSessionFetch(
    'fc.timer.total',
    'sint',
    'frontend',
    'Gives the milliseconds since the stream began.',
    (session, stream) =>
      stream === null ? Math.round(session.clock.nowMs() - session.acceptedAtMs) : totalTime(stream),
  ),
]
