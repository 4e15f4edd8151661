import type { SocketAddress } from '@weir/base'
import { defineSessionLogAlias, defineStreamLogAlias } from '../define-stream-alias.ts'

/** Addresses of the four ends of a stream (manual 8.2.6). A Unix socket shows as `unix` and the listener's number. */
const host = (address: SocketAddress | null | undefined): string | null =>
  address === null || address === undefined ? null : address.kind === 'ip' ? address.address.toString() : 'unix'

const port = (address: SocketAddress | null | undefined, unixPort: number): number | null =>
  address === null || address === undefined ? null : address.kind === 'ip' ? address.port : unixPort

export const addressAliases = [
  defineSessionLogAlias('ci', 'Gives the address of the client.', (session, stream) =>
    host((stream ?? session).sourceAddress),
  ),
  defineSessionLogAlias(
    'cp',
    'Gives the port of the client.',
    (session, stream) => port((stream ?? session).sourceAddress, session.listener.id),
    'sint',
  ),
  defineSessionLogAlias('fi', 'Gives the address that the client connected to.', (session, stream) =>
    host((stream ?? session).destinationAddress),
  ),
  defineSessionLogAlias(
    'fp',
    'Gives the port that the client connected to.',
    (session, stream) => port((stream ?? session).destinationAddress, session.listener.id),
    'sint',
  ),
  defineStreamLogAlias(
    'bi',
    'Gives the address that the server was connected from.',
    (stream) => host(stream.serverConnection?.localAddress),
    'str',
  ),
  defineStreamLogAlias('bp', 'Gives the port that the server was connected from.', (stream) =>
    port(stream.serverConnection?.localAddress, 0),
  ),
  defineStreamLogAlias(
    'si',
    'Gives the address of the server.',
    (stream) => host(stream.serverConnection?.remoteAddress ?? stream.server?.address),
    'str',
  ),
  defineStreamLogAlias('sp', 'Gives the port of the server.', (stream) =>
    port(stream.serverConnection?.remoteAddress ?? stream.server?.address, 0),
  ),
]
