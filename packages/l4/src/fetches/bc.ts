import { defineStreamFetch, ipOf, portOf } from '../define-session-fetch.ts'
import { connectTime } from '../timers.ts'

/** The connection to the server (manual 7.3.3). */
export const bcFetches = [
  defineStreamFetch(
    'bc_src',
    'addr',
    'server connection',
    'Gives the address that the server was connected from.',
    (stream) => ipOf(stream.serverConnection?.localAddress),
  ),
  defineStreamFetch(
    'bc_src_port',
    'sint',
    'server connection',
    'Gives the port that the server was connected from.',
    (stream) => portOf(stream.serverConnection?.localAddress),
  ),
  defineStreamFetch('bc_dst', 'addr', 'server connection', 'Gives the address that was connected to.', (stream) =>
    ipOf(stream.serverConnection?.remoteAddress),
  ),
  defineStreamFetch('bc_dst_port', 'sint', 'server connection', 'Gives the port that was connected to.', (stream) =>
    portOf(stream.serverConnection?.remoteAddress),
  ),
  defineStreamFetch(
    'bc_be_queue',
    'sint',
    'server connection',
    'Gives the place that the stream had in the queue of the backend.',
    (stream) => stream.backendQueuePosition,
  ),
  defineStreamFetch(
    'bc_srv_queue',
    'sint',
    'server connection',
    'Gives the place that the stream had in the queue of the server.',
    (stream) => stream.serverQueuePosition,
  ),
  defineStreamFetch(
    'bc.timer.connect',
    'sint',
    'server connection',
    'Gives the milliseconds that connecting took.',
    connectTime,
  ),
  defineStreamFetch(
    'bc_reused',
    'bool',
    'server connection',
    'Tells whether the server connection was used before.',
    (stream) => (stream.connectedAtMs < 0 ? null : stream.isConnectionReused),
  ),
]
